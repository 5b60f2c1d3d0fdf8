using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Experiments.Tests.Native;

/// <summary>
/// Tests the parts of TorchSharp 0.107.0 that give other results than PyTorch. The program has replacements for these parts; other tests
/// compare the replacements with PyTorch. These tests check that the program calls none of the faulty parts. The tests also check that each
/// fault still exists, so that a corrected fault in a new version is noticed.
/// </summary>
public sealed class TorchSharpFaultsTests
{
    /// <summary>Prefixes of the names of functions that the program must not call, with the reason.</summary>
    public static readonly TheoryData<string, string> Avoided = new()
    {
        { "torch.nn.init::", "xavier_normal_ draws uniform numbers, trunc_normal_ swaps mean and std, uniform_ and normal_ ignore their "
            + "generator, calculate_gain lacks selu" },
        { "torch.optim::", "RAdam and SGD's maximize are wrong, and state is not in state_dict" },
        { "torch.optim.", "the state of optimisers and schedules does not survive save and load" },
        { "Modules.DataLoader", "it repeats its shuffled order in every epoch" },
        { "torch.utils.data", "it repeats its shuffled order in every epoch" },
        { "torch::erfinv", "it computes erf" },
        { "torch::div", "it ignores rounding_mode" },
        { "torch::var_mean", "with a bool, it computes std_mean" },
        { "torch::baddbmm", "it gives wrong values" },
        { "torch::roll", "without dims, it gives wrong values" },
        { "torch.nn.functional::hardtanh", "it does not clamp" },
        { "torch.nn::Hardtanh", "it does not clamp" },
        { "torch::save", "the file leaves out the state of optimisers" },
        { "torch.nn::GroupNorm", "its weights are not initialised" },
    };

    [Theory]
    [MemberData(nameof(Avoided))]
    public void The_product_does_not_call(string start, string why)
    {
        var called = Calls(typeof(Experiments.Training.TorchStart).Assembly.Location)
            .Where(name => name.StartsWith(start, StringComparison.Ordinal)).ToList();
        Assert.True(called.Count == 0, $"The product must not call {string.Join(", ", called)}: {why}.");
    }

    // Shows that the search works: this assembly calls the faulty functions below.
    [Theory]
    [InlineData("torch.nn.init::xavier_normal_")]
    [InlineData("torch::erfinv")]
    [InlineData("torch.optim::SGD")]
    public void Calls_are_found_where_there_are_some(string name) =>
        Assert.Contains(name, Calls(typeof(TorchSharpFaultsTests).Assembly.Location));

    // A uniform number on ±√(6/(fan_in + fan_out)) is at most √3 standard deviations; of 10⁴ normal numbers, the largest is almost
    // certainly above 3 standard deviations.
    [Fact]
    public void TorchSharps_xavier_normal_is_uniform()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var weight = nn.init.xavier_normal_(zeros(100, 100));
        Assert.InRange((weight.abs().max() / weight.std()).item<float>(), 1.6f, 1.8f);
    }

    [Fact]
    public void TorchSharps_calculate_gain_does_not_know_selu() =>
        Assert.DoesNotContain("SELU", Enum.GetNames<nn.init.NonlinearityType>(), StringComparer.OrdinalIgnoreCase);

    // In PyTorch, erfinv(0.5) = 0.4769 and erf(0.5) = 0.5205.
    [Fact]
    public void TorchSharps_erfinv_is_erf()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0.5205f, erfinv(tensor(0.5f)).item<float>(), 1e-4f);
    }

    [Fact]
    public void TorchSharps_normal_ignores_its_generator()
    {
        using var scope = NewDisposeScope();
        float Draw(long seed)
        {
            using var generator = new Generator((ulong)seed);
            manual_seed(7);
            return nn.init.normal_(zeros(1), 0, 1, generator).item<float>();
        }

        Assert.Equal(Draw(1), Draw(2));
    }

    [Fact]
    public void TorchSharps_trunc_normal_swaps_mean_and_std()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var drawn = nn.init.trunc_normal_(zeros(10000), mean: 0, std: 1, a: -2, b: 2);
        // A standard normal truncated at ±2 has the standard deviation 0.88; TorchSharp swaps mean and std.
        Assert.NotInRange(drawn.std().item<float>(), 0.86f, 0.90f);
    }

    // The parameter is 1, the gradient 1, the weight decay ½ and the learning rate 0.1. PyTorch gives 1 − 0.1·(−1 + ½) = 1.05, and
    // TorchSharp gives 1 + 0.1·(1 + ½).
    [Fact]
    public void TorchSharps_SGD_with_maximize_flips_the_sign_of_weight_decay()
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(ones(1));
        using var optimizer = optim.SGD([parameter], 0.1, weight_decay: 0.5, maximize: true);
        parameter.sum().backward();
        optimizer.step();
        Assert.Equal(1.15f, parameter.item<float>(), 4);
    }

    // Rectified steps begin with the sixth step. With a constant gradient, the sixth step in PyTorch is √(3·10⁻⁴) = 0.017 times the fifth
    // step. In TorchSharp, the sixth step is additionally multiplied by the learning rate.
    [Fact]
    public void TorchSharps_RAdam_multiplies_by_the_learning_rate_twice()
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(ones(1, dtype: ScalarType.Float64));
        using var optimizer = optim.RAdam([parameter], 0.01);
        var values = Enumerable.Range(0, 6).Select(_ =>
        {
            optimizer.zero_grad();
            parameter.sum().backward();
            optimizer.step();
            return parameter.item<double>();
        }).ToList();
        Assert.InRange((values[4] - values[5]) / (values[3] - values[4]), 1e-5, 1e-3);
    }

    // A caller that needs the tensors between the layers later must create aliases of these tensors.
    [Fact]
    public void TorchSharps_Sequential_disposes_what_passes_between_its_layers()
    {
        using var scope = NewDisposeScope();
        using var keeper = new Keeper();
        using var network = nn.Sequential(keeper, nn.ReLU());
        using var output = network.call(ones(2));
        Assert.True(keeper.Kept!.IsInvalid);
    }

    [Fact]
    public void TorchSharps_dispose_scopes_belong_to_the_thread_that_opened_them()
    {
        Tensor? made = null;
        using (NewDisposeScope())
        {
            var other = new Thread(() => made = ones(1));
            other.Start();
            other.Join();
        }

        Assert.False(made!.IsInvalid);
        made.Dispose();
    }

    [Fact]
    public void TorchSharps_div_ignores_its_rounding_mode()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(2.5f, div(tensor(5f), tensor(2f), RoundingMode.floor).item<float>());
    }

    private static HashSet<string> Calls(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        string NameOf(TypeReferenceHandle handle)
        {
            var type = metadata.GetTypeReference(handle);
            var name = metadata.GetString(type.Name);
            return type.ResolutionScope.Kind == HandleKind.TypeReference
                ? $"{NameOf((TypeReferenceHandle)type.ResolutionScope)}.{name}"
                : $"{metadata.GetString(type.Namespace)}.{name}";
        }

        const string root = "TorchSharp.";
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{NameOf((TypeReferenceHandle)member.Parent)}::{metadata.GetString(member.Name)}")
            .Where(name => name.StartsWith(root, StringComparison.Ordinal))
            .Select(name => name[root.Length..])];
    }

    private sealed class Keeper() : nn.Module<Tensor, Tensor>("keeper")
    {
        public Tensor? Kept { get; private set; }

        public override Tensor forward(Tensor input) => Kept = input * 2;
    }
}
