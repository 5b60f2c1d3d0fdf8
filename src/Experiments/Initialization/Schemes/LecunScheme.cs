using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>std = 1 / √fan_in. Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, Efficient BackProp, 1998.</summary>
public abstract record LecunScheme : FanScheme
{
    private protected abstract Distribution Distribution { get; }

    private protected sealed override Fans FansOf(InitTarget target) => target.ConnectionFans;

    private protected sealed override VarianceScaling Primitive(InitTarget target) => new(1, FanMode.FanIn, Distribution);
}
