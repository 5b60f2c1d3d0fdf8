using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

/// <summary>A user's own module: submodules, a list of them, a parameter and a buffer in fields, one of them renamed.</summary>
internal sealed class SampleNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Linear head;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> blocks;
    [ComponentName(Name = "scale")] private readonly Parameter _scale;
    private readonly Tensor offset;

    internal SampleNetwork() : base(nameof(SampleNetwork))
    {
        blocks = nn.ModuleList<nn.Module<Tensor, Tensor>>(nn.Linear(4, 4), nn.Sequential(("norm", nn.BatchNorm1d(4)), ("act", nn.ReLU())));
        head = nn.Linear(4, 2);
        _scale = nn.Parameter(ones(1));
        offset = zeros(2);
        RegisterComponents();
    }

    internal Parameter Scale => _scale;

    internal Tensor Offset => offset;

    internal Linear Head => head;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        foreach (var block in blocks) input = block.call(input);
        return ((head.call(input) * _scale) + offset).MoveToOuterDisposeScope();
    }
}
