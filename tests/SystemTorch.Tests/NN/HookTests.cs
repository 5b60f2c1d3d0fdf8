using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

public class HookTests
{
    [Fact]
    public void Hooks_run_module_wide_first_and_last_and_otherwise_in_order()
    {
        using var relu = nn.ReLU();
        var seen = new List<string>();
        relu.register_forward_hook((_, _, output) => { seen.Add("after 1"); return output; });
        relu.register_forward_pre_hook((_, input) => { seen.Add("before 1"); return input; });
        relu.register_forward_hook(_ => seen.Add("module after"));
        relu.register_forward_pre_hook(_ => seen.Add("module before"));
        relu.register_forward_pre_hook((_, input) => { seen.Add("before 2"); return input; });
        relu.register_forward_hook((_, _, output) => { seen.Add("after 2"); return output; });

        relu.call(ones(1)).Dispose();

        Assert.Equal(["module before", "before 1", "before 2", "after 1", "after 2", "module after"], seen);
    }

    [Fact]
    public void What_a_pre_hook_returns_becomes_the_input_of_what_follows()
    {
        using var relu = nn.ReLU();
        relu.register_forward_pre_hook((_, input) => input + 3);
        relu.register_forward_pre_hook((_, input) => input * 2);

        Assert.Equal(4f, relu.call(tensor(-1f)).item<float>());
    }

    [Fact]
    public void What_a_hook_returns_becomes_the_result_and_null_leaves_it()
    {
        using var relu = nn.ReLU();
        var inputs = new List<float>();
        relu.register_forward_hook((_, input, output) => { inputs.Add(input.item<float>()); return output + 10; });
        relu.register_forward_hook((_, _, _) => null!);

        Assert.Equal(12f, relu.call(tensor(2f)).item<float>());
        Assert.Equal([2f], inputs);
    }

    [Fact]
    public void A_removed_hook_is_silent_and_removing_it_again_is_harmless()
    {
        using var relu = nn.ReLU();
        var calls = 0;
        var remover = relu.register_forward_hook((_, _, output) => { calls++; return output; });
        relu.call(ones(1)).Dispose();
        remover.remove();
        remover.remove();
        relu.call(ones(1)).Dispose();

        Assert.Equal(1, calls);
    }

    [Fact]
    public void An_exception_in_a_hook_reaches_the_caller_and_leaves_the_module_usable()
    {
        using var linear = nn.Linear(2, 2);
        var remover = linear.register_forward_hook((_, _, _) => throw new InvalidOperationException("from the hook"));

        Assert.Equal("from the hook", Assert.Throws<InvalidOperationException>(() => linear.call(ones(1, 2))).Message);

        remover.remove();
        Assert.Equal([1, 2], linear.call(ones(1, 2)).shape);
    }

    [Fact]
    public void Forward_alone_runs_no_hook()
    {
        using var relu = nn.ReLU();
        relu.register_forward_hook((_, _, output) => output + 1);

        Assert.Equal(1f, relu.forward(ones(1)).item<float>());
    }

    [Fact]
    public void A_loss_has_hooks_of_two_inputs_and_a_pre_hook_may_replace_both()
    {
        using var loss = nn.MSELoss();
        loss.register_forward_pre_hook((_, input, target) => (input * 2, target * 0));
        loss.register_forward_hook((_, _, _, result) => result + 1);

        Assert.Equal(37f, loss.call(tensor(3f), tensor(5f)).item<float>());
    }

    [Fact]
    public void A_module_inside_a_sequential_runs_its_hooks()
    {
        using var net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2));
        var widths = new List<long>();
        foreach (var (_, module) in net.named_children())
            ((nn.Module<Tensor, Tensor>)module).register_forward_hook((_, _, output) => { widths.Add(output.shape[1]); return output; });

        net.call(ones(5, 3)).Dispose();

        Assert.Equal([4, 4, 2], widths);
    }
}
