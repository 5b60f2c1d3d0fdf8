using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What batch normalisations hold: scale and shift, running mean and variance, and how many batches they have seen.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(bias))] private Parameter? _bias;
    [ComponentName(Name = nameof(weight))] private Parameter? _weight;
    [ComponentName(Name = nameof(running_mean))] private Tensor? _running_mean;
    [ComponentName(Name = nameof(running_var))] private Tensor? _running_var;
    [ComponentName(Name = nameof(num_batches_tracked))] private Tensor? _num_batches_tracked;

    public NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype,
        string name) : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = nn.Parameter(empty([num_features], dtype, device));
            bias = nn.Parameter(empty([num_features], dtype, device));
        }
        if (track_running_stats)
        {
            running_mean = zeros([num_features], dtype, device);
            running_var = ones([num_features], dtype, device);
            // A float where a float type was asked for, as in TorchSharp; PyTorch always counts in int64.
            num_batches_tracked = zeros([], dtype ?? ScalarType.Int64, device);
        }
        reset_parameters();
    }

    public long num_features { get; private set; }

    public double eps { get; set; }

    /// <summary>The weight of the newest batch in the running statistics; null for the plain mean of all batches.</summary>
    public double? momentum { get; set; }

    public bool affine { get; private set; }

    public bool track_running_stats { get; private set; }

    public Parameter weight
    {
        get => _weight!;
        set => _weight = Adopt(nameof(weight), _weight, value);
    }

    public Parameter? bias
    {
        get => _bias;
        set => _bias = Adopt(nameof(bias), _bias, value);
    }

    public Tensor? running_mean
    {
        get => _running_mean;
        set => _running_mean = AdoptBuffer(nameof(running_mean), _running_mean, value);
    }

    public Tensor? running_var
    {
        get => _running_var;
        set => _running_var = AdoptBuffer(nameof(running_var), _running_var, value);
    }

    public Tensor? num_batches_tracked
    {
        get => _num_batches_tracked;
        set => _num_batches_tracked = AdoptBuffer(nameof(num_batches_tracked), _num_batches_tracked, value);
    }

    public void reset_running_stats()
    {
        if (!track_running_stats) return;
        nn.init.zeros_(running_mean!);
        nn.init.ones_(running_var!);
        nn.init.zeros_(num_batches_tracked!);
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine) return;
        nn.init.ones_(weight);
        nn.init.zeros_(bias!);
    }

    protected abstract void ValidateInputDimensions(Tensor input);

    internal override nn.Module Convert(ScalarType? dtype, Device? device, bool non_blocking)
    {
        if (_weight is not null && ReplaceParameter(dtype, device, _weight, out var newWeight)) weight = newWeight!;
        if (_bias is not null && ReplaceParameter(dtype, device, _bias, out var newBias)) bias = newBias;
        // The setters dispose what they replace, and ReplaceBuffer has done so already: twice is harmless.
        if (_running_mean is not null && ReplaceBuffer(dtype, device, _running_mean, out var mean)) running_mean = mean;
        if (_running_var is not null && ReplaceBuffer(dtype, device, _running_var, out var variance)) running_var = variance;
        if (_num_batches_tracked is not null && ReplaceBuffer(dtype, device, _num_batches_tracked, out var count)) num_batches_tracked = count;
        return this;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _weight?.Dispose();
            _bias?.Dispose();
            _running_mean?.Dispose();
            _running_var?.Dispose();
            _num_batches_tracked?.Dispose();
        }
        base.Dispose(disposing);
    }

    private Tensor? AdoptBuffer(string name, Tensor? current, Tensor? value)
    {
        if (ReferenceEquals(current, value)) return current;
        current?.Dispose();
        value?.DetachFromDisposeScope();
        ConditionallyRegisterBuffer(name, value);
        return value;
    }
}
