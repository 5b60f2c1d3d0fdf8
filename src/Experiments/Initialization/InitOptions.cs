namespace Experiments.Initialization;

/// <summary>A policy: which scheme fills which parameter.</summary>
public sealed record InitOptions
{
    [Option("weight", "Scheme of linear and convolution weights.", Chinese = "线性层和卷积层权重的初始化方案。")]
    public Scheme Weight { get; init; } = new TorchDefaultScheme();

    [Option("bias", "Scheme of linear and convolution biases.", Chinese = "线性层和卷积层偏置的初始化方案。")]
    public Scheme Bias { get; init; } = new TorchDefaultScheme();

    [Option("stream", "shared: one generator, consumed in module order, as a PyTorch script does; per_layer: one derived for each layer.",
        Chinese = "shared：所有层共用一个生成器，按模块顺序取数，与 PyTorch 脚本相同；per_layer：每层各派生一个。", Allowed = ["shared", "per_layer"])]
    public string Stream { get; init; } = "shared";

    [Option("rules", "Exceptions, the last one that matches wins.", Chinese = "例外规则；多条匹配时以最后一条为准。")]
    public IReadOnlyList<InitRule> Rules { get; init; } = [];
}
