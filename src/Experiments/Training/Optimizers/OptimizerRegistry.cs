namespace Experiments.Training;

/// <summary>The update rules that a config can name.</summary>
public static class OptimizerRegistry
{
    public static Registry<OptimizerOptions> Instance { get; } = new Registry<OptimizerOptions>("optimizer", "kind")
        .Add<SgdOptions>("sgd", "Stochastic gradient descent, optionally with momentum or Nesterov momentum (torch.optim.SGD).")
        .Add<AdamOptions>("adam", "Adam (Kingma & Ba, 2015; torch.optim.Adam).")
        .Add<AdamWOptions>("adamw", "Adam with decoupled weight decay (Loshchilov & Hutter, 2019; torch.optim.AdamW).")
        .Add<RmsPropOptions>("rmsprop", "RMSprop, optionally centred or with momentum (Tieleman & Hinton, 2012; torch.optim.RMSprop).")
        .Add<AdagradOptions>("adagrad", "Adagrad (Duchi et al., 2011; torch.optim.Adagrad).")
        .Add<NAdamOptions>("nadam", "Adam with Nesterov momentum (Dozat, 2016; torch.optim.NAdam).")
        .Add<RAdamOptions>("radam", "Rectified Adam (Liu et al., 2020; torch.optim.RAdam).");
}
