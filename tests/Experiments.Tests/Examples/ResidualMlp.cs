namespace Experiments.Models;

/// <summary>A perceptron whose hidden layers add to their input: x + φ(Wx + b), all of one width.</summary>
public sealed record ResidualMlp : ModelOptions
{
    [Option("width", "Units of each hidden layer.", Minimum = 1, Maximum = 1_000_000)]
    public int Width { get; init; } = 64;

    [Option("blocks", "How many residual blocks.", Minimum = 1, Maximum = 10_000)]
    public int Blocks { get; init; } = 4;

    [Option("activation", "The function of each block.")]
    public ActivationOptions Activation { get; init; } = new ReluActivation();

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build(ModelShape shape) => Sequential(
        ("flatten", Flatten()),
        ("stem", Linear(shape.Features, Width)),
        ("blocks", Sequential(Enumerable.Range(0, Blocks).Select(_ => new Block(Width, Activation)))),
        ("classifier", Linear(Width, shape.Outputs)));

    private sealed class Block : Module<Tensor, Tensor>
    {
        // TorchSharp registers fields by their names: parameters are blocks.0.linear.weight and so on.
        private readonly Module<Tensor, Tensor> linear;
        private readonly Module<Tensor, Tensor> activation;

        public Block(long width, ActivationOptions options)
            : base("block")
        {
            linear = Linear(width, width);
            activation = options.Build();
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return scope.MoveToOuter(input + activation.call(linear.call(input)));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                linear.Dispose();
                activation.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
