namespace Experiments.Training;

/// <summary>The update rules that a config can name.</summary>
public static class OptimizerRegistry
{
    public static Registry<OptimizerOptions> Instance { get; } = new Registry<OptimizerOptions>("optimizer", "kind")
        .Add<SgdOptions>("sgd", "Stochastic gradient descent, with momentum or Nesterov's momentum where asked (torch.optim.SGD).",
            "随机梯度下降，可选动量或 Nesterov 动量（torch.optim.SGD）。")
        .Add<AdamOptions>("adam", "Adam (Kingma & Ba, 2015; torch.optim.Adam).",
            "Adam 自适应优化器（Kingma & Ba, 2015；torch.optim.Adam）。")
        .Add<AdamWOptions>("adamw", "Adam with decoupled weight decay (Loshchilov & Hutter, 2019; torch.optim.AdamW).",
            "权重衰减与梯度解耦的 Adam（Loshchilov & Hutter, 2019；torch.optim.AdamW）。")
        .Add<RmsPropOptions>("rmsprop", "RMSprop, centred or with momentum where asked (Tieleman & Hinton, 2012; torch.optim.RMSprop).",
            "RMSprop，可选中心化和动量（Tieleman & Hinton, 2012；torch.optim.RMSprop）。")
        .Add<AdagradOptions>("adagrad", "Adagrad (Duchi et al., 2011; torch.optim.Adagrad).",
            "Adagrad：按累积的梯度平方缩放步长（Duchi et al., 2011；torch.optim.Adagrad）。")
        .Add<NAdamOptions>("nadam", "Adam with Nesterov's momentum (Dozat, 2016; torch.optim.NAdam).",
            "带 Nesterov 动量的 Adam（Dozat, 2016；torch.optim.NAdam）。")
        .Add<RAdamOptions>("radam", "Rectified Adam (Liu et al., 2020; torch.optim.RAdam).",
            "修正了初期方差的 Adam（Liu et al., 2020；torch.optim.RAdam）。");
}
