namespace Experiments.Models;

/// <summary>
/// The structure of all built-in networks: features, flattening and classifier. Parameter names begin with the part's name, as in
/// torchvision: <c>features.0.weight</c>, <c>classifier.0.bias</c>.
/// </summary>
internal sealed class Network : Module<Tensor, Tensor>
{
    // TorchSharp registers fields by name, so parameter names begin with the names of these two fields.
    private readonly Modules.Sequential? features;
    private readonly Modules.Sequential classifier;
    private readonly bool _flattensFirst;

    /// <summary>Creates the network, which takes ownership of both parts.</summary>
    /// <param name="features">Modules before the classifier; null if there are none.</param>
    /// <param name="flattensFirst">Whether examples are flattened before the features (a perceptron)
    /// or after them (a convolutional network).</param>
    public Network(string name, Modules.Sequential? features, Modules.Sequential classifier, bool flattensFirst)
        : base(name)
    {
        this.features = features;
        this.classifier = classifier;
        _flattensFirst = flattensFirst;
        RegisterComponents();
    }

    public Modules.Sequential? Features => features;

    public Modules.Sequential Classifier => classifier;

    /// <summary>Whether examples are flattened before the features instead of after them.</summary>
    public bool FlattensFirst => _flattensFirst;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var signal = _flattensFirst ? input.flatten(start_dim: 1) : input;
        if (features is not null)
            signal = features.call(signal);
        if (!_flattensFirst)
            signal = signal.flatten(start_dim: 1);
        return scope.MoveToOuter(classifier.call(signal));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            features?.Dispose();
            classifier.Dispose();
        }
        base.Dispose(disposing);
    }
}
