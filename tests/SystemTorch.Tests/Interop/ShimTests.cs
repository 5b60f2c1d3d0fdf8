using TorchSharp;

namespace SystemTorch.Tests.Interop;

/// <summary>Each entry point of the shim answers nonsense with a message: never a crash, never a handle.</summary>
public sealed class ShimTests
{
    private const int None = 0, Tensor = 1, Int = 2, Double = 3, Bool = 4;

    [SkippableTheory]
    [InlineData("aten::no_such_operator", "")]
    [InlineData("aten::add", "NoSuchOverload")]
    [InlineData("", "")]
    public void An_operator_that_libtorch_does_not_have_is_named(string name, string overload)
    {
        Shim.Require();

        var message = Shim.Text(Shim.st_operator_find(name, overload, out var op));

        Assert.Contains($"no operator {name}", message, StringComparison.Ordinal);
        Assert.Equal(0, op);
    }

    [SkippableFact]
    public void An_operator_refuses_too_many_arguments()
    {
        Assert.Contains("aten::relu takes at most 1 arguments, but 2 were given", Call("relu", "", Number(1), Number(1)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void An_operator_names_the_argument_that_is_missing()
    {
        using var a = torch.ones(2);

        Assert.Contains("aten::mm needs its argument 'mat2'", Call("mm", "", Of(a)), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(Int, "an integer")]
    [InlineData(Double, "a real number")]
    [InlineData(Bool, "a boolean")]
    [InlineData(None, "None")]
    [InlineData(99, "a value of unknown kind")]
    public void An_operator_says_which_argument_is_of_the_wrong_type(int tag, string given)
    {
        var message = Call("relu", "", new Shim.Value { Tag = tag });

        Assert.Contains("aten::relu expects Tensor for its argument 'self'", message, StringComparison.Ordinal);
        Assert.Contains($"but {given} was given", message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_null_tensor_is_refused()
    {
        Assert.Contains("a tensor is required", Call("relu", "", new Shim.Value { Tag = Tensor }), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void More_results_than_there_is_room_for_are_refused_and_released()
    {
        Shim.Require();
        using var a = torch.randn(3, 3);
        Shim.Collect();
        var handles = Shim.LiveHandles;
        Assert.Null(Shim.Text(Shim.st_operator_find("aten::sort", "", out var op)));

        var message = Shim.Text(Shim.st_operator_call(op, [Of(a)], 1, new Shim.Value[1], 1, out _));

        Assert.Contains("returned 2 results, but room was given for 1", message, StringComparison.Ordinal);
        Assert.Equal(handles, Shim.LiveHandles);
    }

    [SkippableFact]
    public void A_null_operator_is_refused()
    {
        Shim.Require();

        Assert.Contains("an operator is required", Shim.Text(Shim.st_operator_call(0, [], 0, [], 0, out _)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Entry_points_that_take_a_tensor_refuse_null()
    {
        Shim.Require();
        nint[] nothing = [0];

        var messages = new[]
        {
            Shim.st_tensor_alias(0, out _), Shim.st_tensor_info(0, new long[16]), Shim.st_tensor_shape(0, new long[1], new long[1]), Shim.st_tensor_data(0, out _),
            Shim.st_set_requires_grad(0, 1), Shim.st_retain_grad(0), Shim.st_grad(0, out _), Shim.st_set_grad(0, 0),
            Shim.st_backward(nothing, 1, [], 0, 0, 0, [], 0), Shim.st_autograd_grad(nothing, 1, nothing, 1, [], 0, 0, 0, 0, new nint[1]),
        }.Select(Shim.Text);

        Assert.All(messages, message => Assert.Contains("a tensor is required", message, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void Entry_points_that_take_a_generator_refuse_null()
    {
        Shim.Require();

        var messages = new[]
        {
            Shim.st_generator_seed(0, 1), Shim.st_generator_initial_seed(0, out _), Shim.st_generator_state(0, out _), Shim.st_generator_set_state(0, 0),
        }.Select(Shim.Text);

        Assert.All(messages, message => Assert.Contains("a generator is required", message, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void A_tensor_of_negative_size_is_refused()
    {
        Shim.Require();

        Assert.Contains("negative", Shim.Text(Shim.st_tensor_from_memory(0, [-1], 1, 6, 6, 0, -1, 0, out _)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Disposing_of_nothing_does_nothing()
    {
        Shim.Require();
        Shim.Collect();
        var handles = Shim.LiveHandles;

        Shim.st_tensor_dispose(0);

        Assert.Equal(handles, Shim.LiveHandles);
    }

    [SkippableFact]
    public void Thread_counts_below_one_are_refused()
    {
        Shim.Require();

        Assert.Contains("positive", Shim.Text(Shim.st_set_num_threads(0)), StringComparison.Ordinal);
        Assert.NotNull(Shim.Text(Shim.st_set_num_interop_threads(0)));
    }

    [SkippableFact]
    public void Waiting_for_CUDA_where_there_is_none_says_so()
    {
        Shim.Require();
        Skip.If(torch.cuda.is_available(), "There is a CUDA device here.");

        Assert.Contains("no CUDA device", Shim.Text(Shim.st_cuda_synchronize(-1)), StringComparison.Ordinal);
    }

    private static string? Call(string name, string overload, params Shim.Value[] arguments)
    {
        Shim.Require();
        Assert.Null(Shim.Text(Shim.st_operator_find("aten::" + name, overload, out var op)));
        return Shim.Text(Shim.st_operator_call(op, arguments, arguments.Length, new Shim.Value[4], 4, out _));
    }

    private static Shim.Value Of(torch.Tensor tensor) => new() { Tag = Tensor, Pointer = tensor.Handle };

    private static Shim.Value Number(long value) => new() { Tag = Int, Integer = value };
}
