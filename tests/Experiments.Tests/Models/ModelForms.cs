namespace Experiments.Tests.Models;

/// <summary>Forms of the models for the conformance tests: every row of the registry with its defaults, and additional forms with other
/// keys.</summary>
internal static class ModelForms
{
    // Small networks, so that every property can be tested for every form. All networks accept 2×8×8 images.
    private static readonly (string Name, ModelOptions Options)[] Further =
    [
        ("mlp, batch, dropout", new Mlp { Hidden = [6, 5], Normalization = "batch", DropoutProbability = 0.2 }),
        ("mlp, alpha dropout", new Mlp { Hidden = [6, 5], Activation = new SeluActivation(), DropoutProbability = 0.2,
            DropoutKind = "alpha" }),
        ("mlp, standardised", new Mlp { Hidden = [6, 5], Normalization = "layer", WeightStandardization = true }),
        ("mlp, post", new Mlp { Hidden = [6, 6, 5], ResidualForm = "post", Activation = new PReluActivation() }),
        ("mlp, pre", new Mlp { Hidden = [6, 6, 5, 5, 5], ResidualForm = "pre", Normalization = "batch", DropoutProbability = 0.2 }),
        ("mlp, pre, identity", new Mlp { Hidden = [6, 6, 6], ResidualForm = "pre", Activation = new IdentityActivation() }),
        ("mlp, ReZero", new Mlp { Hidden = [6, 6, 5], ResidualForm = "post", BranchScale = 0, LearnBranchScale = true }),
        ("vgg, all keys", new Vgg { Channels = "4 M 4", BatchNorm = true, WeightStandardization = true, ChannelDropoutProbability = 0.2,
            Hidden = [5], DropoutKind = "alpha" }),
        ("resnet, projection", new ResNet { Depth = 8, Width = 3, Shortcut = "projection", WeightStandardization = true }),
        ("resnet, pre-activation",
            new ResNet { Depth = 8, Width = 3, Preactivation = true, DropoutProbability = 0.2, DropoutKind = "feature" }),
        ("resnet, Fixup", new ResNet { Depth = 14, Width = 3, Normalization = "none", FixupScalars = true, DropoutProbability = 0.2 }),
        ("resnet, ReZero", new ResNet { Depth = 8, Width = 3, Normalization = "none", BranchScale = 0, LearnBranchScale = true }),
        ("resnet, SkipInit",
            new ResNet { Depth = 8, Width = 3, Normalization = "none", Preactivation = true, BranchScale = 0, LearnBranchScale = true }),
        ("vgg, channels last", new Vgg { Channels = "4 M 4", BatchNorm = true, MemoryFormat = "channels_last" }),
        ("resnet, channels last",
            new ResNet { Depth = 8, Width = 3, Shortcut = "projection", WeightStandardization = true, MemoryFormat = "channels_last" }),
        .. ActivationRegistry.Instance.Rows.Select(
            row => ($"mlp, {row.Name}",
                (ModelOptions)new Mlp { Hidden = [6, 6, 6], ResidualForm = "pre",
                    Activation = (ActivationOptions)Activator.CreateInstance(row.OptionsType)! })),
    ];

    public static IEnumerable<string> Names =>
        [.. ModelRegistry.Instance.Rows.Select(row => row.Name), .. Further.Select(form => form.Name)];

    public static ModelOptions Make(string name) =>
        ModelRegistry.Instance.Rows.SingleOrDefault(row => row.Name == name) is { } row
            ? (ModelOptions)Activator.CreateInstance(row.OptionsType)!
            : Further.Single(form => form.Name == name).Options;
}
