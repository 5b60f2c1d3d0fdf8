using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

public class SequentialTests
{
    [Fact]
    public void Modules_are_named_by_position_or_as_given()
    {
        using var numbered = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1, hasBias: false));
        using var named = nn.Sequential(("first", nn.Linear(1, 2)), ("act", nn.ReLU()));

        Assert.Equal(["0.weight", "0.bias", "2.weight"], numbered.named_parameters().Select(entry => entry.Item1));
        Assert.Equal(["first.weight", "first.bias"], named.state_dict().Keys);
        Assert.Equal(["first", "act"], named.named_children().Select(entry => entry.Item1));
    }

    [Fact]
    public void Every_way_to_build_one_gives_the_same_network()
    {
        var modules = new nn.Module<Tensor, Tensor>[] { nn.Linear(2, 2), nn.Tanh() };
        var pairs = modules.Select((module, index) => ($"{index}", module)).ToArray();
        var tuples = pairs.Select(pair => Tuple.Create(pair.Item1, pair.module)).ToArray();
        Sequential[] all =
        [
            nn.Sequential(modules), nn.Sequential(modules.AsEnumerable()), nn.Sequential(pairs), nn.Sequential(pairs.AsEnumerable()),
            nn.Sequential(tuples), nn.Sequential(tuples.AsEnumerable()), nn.Sequential().append(modules[0]).append("1", modules[1]),
        ];
        var input = ones(3, 2);
        using var expected = modules[1].call(modules[0].call(input));

        Assert.All(all, net => Assert.Equal(["0.weight", "0.bias"], net.state_dict().Keys));
        Assert.All(all, net => Assert.True(net.call(input).allclose(expected)));
    }

    [Fact]
    public void Intermediate_results_are_disposed_as_soon_as_they_were_used()
    {
        using var net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 4), nn.Tanh());
        var seen = new List<Tensor>();
        var kept = new List<Tensor>();
        foreach (var (_, module) in net.named_children())
        {
            ((nn.Module<Tensor, Tensor>)module).register_forward_hook((_, _, output) =>
            {
                seen.Add(output);
                kept.Add(output.alias());
                return output;
            });
        }

        using var input = ones(1, 2);
        using var result = net.call(input);

        Assert.Equal([true, true, true, false], seen.Select(tensor => tensor.IsInvalid));
        Assert.All(kept, tensor => Assert.False(tensor.IsInvalid));
        Assert.False(input.IsInvalid);
    }

    [Fact]
    public void An_empty_one_gives_a_fresh_handle_of_its_input()
    {
        using var net = nn.Sequential();
        using var input = ones(2);
        net.call(input).Dispose();

        Assert.False(input.IsInvalid);
        Assert.Equal(0, net.Count);
    }

    [Fact]
    public void A_slice_shares_modules_and_keeps_their_names()
    {
        using var net = nn.Sequential(("a", nn.Linear(2, 3)), ("b", nn.ReLU()), ("c", nn.Linear(3, 4)));

        Assert.Same(net[2], net[1..][1]);
        Assert.Equal(["b", "c"], net[1..].named_children().Select(entry => entry.Item1));
        Assert.Equal(["a", "b"], net[..^1].named_children().Select(entry => entry.Item1));
        Assert.Equal(["b"], net[(1, 2)].named_children().Select(entry => entry.Item1));
        Assert.Equal(3, net[(null, null)].Count);
    }

    [Fact]
    public void A_slice_beyond_the_end_and_a_missing_index_are_refused()
    {
        using var net = nn.Sequential(nn.ReLU());

        Assert.Throws<IndexOutOfRangeException>(() => net[(0, 2)]);
        Assert.Throws<IndexOutOfRangeException>(() => net[(2, null)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => net[1]);
    }

    [Fact]
    public void Its_mode_and_type_are_those_of_all_its_modules()
    {
        using var net = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.Dropout(), nn.BatchNorm1d(2)));
        net.eval();
        Assert.All(net.modules(), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
        net.to(ScalarType.Float64);
        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, net.call(ones(3, 2, dtype: ScalarType.Float64)).dtype);
    }

    [Fact]
    public void Modules_are_listed_breadth_first_and_without_itself()
    {
        using var net = nn.Sequential(("outer", nn.Sequential(("inner", nn.ReLU()))), ("last", nn.Tanh()));

        Assert.Equal(["outer", "last", "outer.inner"], net.named_modules().Select(entry => entry.Item1));
    }

    [Fact]
    public void Apply_visits_what_is_below_first()
    {
        using var net = nn.Sequential(nn.Sequential(nn.ReLU()), nn.Tanh());
        var names = new List<string>();
        net.apply(module => names.Add(module.GetName()));

        Assert.Equal(["ReLU", "torch::nn::SequentialImpl", "Tanh", "torch::nn::SequentialImpl"], names);
    }

    [Fact]
    public void Disposing_it_disposes_the_parameters_of_its_modules()
    {
        var net = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3));
        var held = net.parameters().Cast<Tensor>().Concat(net.buffers()).ToList();
        net.Dispose();
        net.Dispose();

        Assert.Equal(7, held.Count);
        Assert.All(held, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void Layers_made_in_a_scope_outlive_it_and_results_do_not()
    {
        Sequential net;
        Tensor result, kept;
        using (NewDisposeScope())
        {
            net = nn.Sequential(nn.Linear(2, 3), nn.LayerNorm(3), nn.Conv1d(1, 1, 3), nn.BatchNorm1d(1), nn.PReLU(1));
            result = nn.Linear(2, 3).call(ones(1, 2));
            kept = nn.Linear(2, 3).call(ones(1, 2)).MoveToOuterDisposeScope();
        }

        Assert.All(net.parameters(), parameter => Assert.False(parameter.IsInvalid));
        Assert.All(net.buffers(), buffer => Assert.False(buffer.IsInvalid));
        Assert.True(result.IsInvalid);
        Assert.False(kept.IsInvalid);
        net.Dispose();
    }

    [Fact]
    public void An_input_of_the_wrong_width_is_refused_with_libtorchs_message()
    {
        using var net = nn.Sequential(nn.ReLU(), nn.Linear(3, 2));

        var error = Assert.ThrowsAny<ExternalException>(() => net.call(ones(1, 4)));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (1x4 and 3x2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_users_own_sequence_of_differing_modules_registers_them()
    {
        using var net = new TwoInputs();

        Assert.Equal(["left.weight", "1.weight"], net.state_dict().Keys);
        Assert.Equal([4, 1], net.call(ones(4, 2), ones(4, 3)).shape);
        Assert.Equal(2, net.Count);
        Assert.Throws<NotImplementedException>(() => net[(0, 1)]);
    }

    private sealed class TwoInputs() : Sequential<Tensor, Tensor, Tensor>(("left", nn.Linear(2, 1, hasBias: false)), ("1", nn.Linear(3, 1, hasBias: false)))
    {
        public override Tensor forward(Tensor input1, Tensor input2) =>
            ((nn.Module<Tensor, Tensor>)this[0]).call(input1) + ((nn.Module<Tensor, Tensor>)this[1]).call(input2);
    }
}
