using Experiments.Configuration;

namespace Experiments.Training;

/// <summary>The update rules that a config can name.</summary>
public static class OptimizerRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<OptimizerOptions> Instance { get; } = new Registry<OptimizerOptions>("optimizer", "kind")
        .Add<SgdOptions>("sgd", "Stochastic gradient descent, with momentum or Nesterov's momentum where asked (torch.optim.SGD).",
            "随机梯度下降，可选动量或 Nesterov 动量（torch.optim.SGD）。")
        .Add<AdamOptions>("adam", "Adam (Kingma & Ba, 2015; torch.optim.Adam).",
            "Adam 自适应优化器（Kingma & Ba, 2015；torch.optim.Adam）。")
        .Add<AdamWOptions>("adamw", "Adam with decoupled weight decay (Loshchilov & Hutter, 2019; torch.optim.AdamW).",
            "权重衰减与梯度解耦的 Adam（Loshchilov & Hutter, 2019；torch.optim.AdamW）。");
}
