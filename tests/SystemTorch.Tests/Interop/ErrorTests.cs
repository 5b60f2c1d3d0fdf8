using System.Runtime.InteropServices;
using TorchSharp;

namespace SystemTorch.Tests.Interop;

/// <summary>libtorch's errors reach the caller as exceptions with libtorch's own words.</summary>
public sealed class ErrorTests
{
    [Fact]
    public void Shapes_that_do_not_match_are_told()
    {
        using var a = torch.ones(2, 3);

        var error = Assert.Throws<ExternalException>(() => a.mm(a));

        Assert.StartsWith("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_message_carries_no_stack_of_libtorchs_frames()
    {
        Shim.Require();
        using var a = torch.ones(2, 3);

        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", Assert.Throws<ExternalException>(() => a.mm(a)).Message);
    }

    [Fact]
    public void Types_that_do_not_match_are_told()
    {
        using var a = torch.ones(2, 2);
        using var b = torch.ones([2, 2], torch.int64);

        // libtorch 1 says "expected scalar type Float but found Long", libtorch 2 "expected m1 and m2 to have the same dtype".
        Assert.Matches("expected (scalar type Float|m1 and m2 to have the same dtype)", Assert.Throws<ExternalException>(() => a.mm(b)).Message);
    }

    [Fact]
    public void A_dimension_out_of_range_is_told()
    {
        using var a = torch.ones(2, 2);

        Assert.Contains("Dimension out of range", Assert.Throws<ExternalException>(() => a.sum(5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_place_operators_refuse_a_leaf_that_requires_a_gradient()
    {
        using var a = torch.ones([2], requires_grad: true);

        Assert.Contains("in-place operation", Assert.Throws<ExternalException>(() => a.add_(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_refuse_gradients()
    {
        using var a = torch.ones([2], torch.int64);

        Assert.Contains("floating point", Assert.Throws<ExternalException>(() => a.requires_grad = true).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_leaves_nothing_behind_for_the_next_call()
    {
        using var a = torch.ones(2, 3);
        Assert.Throws<ExternalException>(() => a.mm(a));

        torch.CheckForErrors();
        using var sum = a.sum();

        Assert.Equal(6, sum.ToDouble());
    }

    [Fact]
    public void An_error_on_one_thread_is_that_threads_alone()
    {
        using var a = torch.ones(2, 3);
        Exception? elsewhere = null;
        var thread = new Thread(() => elsewhere = Record.Exception(() => a.mm(a)));
        thread.Start();
        thread.Join();

        Assert.IsType<ExternalException>(elsewhere);
        torch.CheckForErrors();
    }
}
