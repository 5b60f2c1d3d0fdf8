using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Optim;

public class OptimizerStateTests
{
    public static TheoryData<int> Optimizers => new(Enumerable.Range(0, ParameterGroupTests.Makers().Length));

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_run_resumed_from_the_saved_state_goes_on_as_if_it_had_not_stopped(int index)
    {
        var make = ParameterGroupTests.Makers()[index];
        var (whole, first, second) = (Problem.Parameters(), Problem.Parameters(), Problem.Parameters());
        using var uninterrupted = make(whole);
        using var before = make(first);
        using var after = make(second);
        Walk(uninterrupted, whole, 0, 10);
        Walk(before, first, 0, 5);

        after.load_state_dict(new BinaryReader(Saved(before)));
        CopyValues(first, second);
        Walk(after, second, 5, 10);

        AssertSame(whole, second);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void State_loaded_from_another_optimiser_is_a_copy_that_steps_the_same(int index)
    {
        var make = ParameterGroupTests.Makers()[index];
        var (first, second) = (Problem.Parameters(), Problem.Parameters());
        using var source = make(first);
        using var target = make(second);
        Walk(source, first, 0, 5);
        target.load_state_dict(source.state_dict());
        CopyValues(first, second);
        Assert.All(source.state_dict().State.Zip(target.state_dict().State), pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));

        Walk(source, first, 5, 10);
        Assert.Contains(source.state_dict().State.Zip(target.state_dict().State), pair => !pair.First.ApproximatelyEquals(pair.Second));
        Walk(target, second, 5, 10);

        AssertSame(first, second);
    }

    [Fact]
    public void The_state_is_the_optimisers_own_not_a_copy()
    {
        var parameters = Problem.Parameters();
        using var sgd = optim.SGD(parameters, 0.1, momentum: 0.9);
        var dictionary = sgd.state_dict();
        Problem.SetGradients(parameters, 0);
        sgd.step();

        Assert.NotNull(((SGD.State)dictionary.State[0]).momentum_buffer);
        Assert.Same(((SGD.ParamGroup)sgd.ParamGroups.Single()).Options, dictionary.Options.Single());
        Assert.Equal([0, 1], dictionary.StateIndexRef.Single());
    }

    [Fact]
    public void Momentum_loaded_inside_a_scope_dies_with_it_as_in_TorchSharp()
    {
        var (first, second) = (Problem.Parameters(), Problem.Parameters());
        using var source = optim.SGD(first, 0.1, momentum: 0.9);
        using var target = optim.SGD(second, 0.1, momentum: 0.9);
        Walk(source, first, 0, 1);
        using (NewDisposeScope()) target.load_state_dict(source.state_dict());

        Assert.True(((SGD.State)target.state_dict().State[0]).momentum_buffer!.IsInvalid);
        Problem.SetGradients(second, 1);
        Assert.Throws<InvalidOperationException>(() => target.step());
    }

    [Fact]
    public void Steps_inside_a_scope_keep_their_state()
    {
        var parameters = Problem.Parameters();
        using var sgd = optim.SGD(parameters, 0.1, momentum: 0.9);
        using (NewDisposeScope()) Walk(sgd, parameters, 0, 1);
        Walk(sgd, parameters, 1, 2);

        Assert.False(((SGD.State)sgd.state_dict().State[0]).momentum_buffer!.IsInvalid);
    }

    [Fact]
    public void Options_come_along_with_the_state()
    {
        var (first, second) = (Problem.Parameters(), Problem.Parameters());
        using var source = optim.SGD(first, 0.5, momentum: 0.3, weight_decay: 0.1);
        using var target = optim.SGD(second, 0.1);
        source.ParamGroups.Single().LearningRate = 0.25;
        target.load_state_dict(new BinaryReader(Saved(source)));

        var group = (SGD.ParamGroup)target.ParamGroups.Single();
        Assert.Equal((0.25, 0.5, 0.3, 0.1), (group.LearningRate, group.InitialLearningRate, group.Momentum, group.Options.weight_decay!.Value));
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused()
    {
        var parameters = Problem.Parameters();
        using var sgd = optim.SGD(parameters, 0.1);
        using var adam = optim.Adam(parameters);
        using var one = optim.SGD([parameters[0]], 0.1);
        using var groups = optim.SGD([new SGD.ParamGroup([parameters[0]]), new SGD.ParamGroup([parameters[1]])], 0.1);

        Assert.Contains("expected 'Adam', but found 'SGD'",
            Assert.Throws<InvalidDataException>(() => adam.load_state_dict(new BinaryReader(Saved(sgd)))).Message, StringComparison.Ordinal);
        Assert.Contains("number of states", Assert.Throws<ArgumentException>(() => one.load_state_dict(sgd.state_dict())).Message, StringComparison.Ordinal);
        Assert.Contains("parameter groups", Assert.Throws<ArgumentException>(() => sgd.load_state_dict(groups.state_dict())).Message, StringComparison.Ordinal);
        Assert.Contains("parameter groups", Assert.Throws<ArgumentException>(() => sgd.load_state_dict(new BinaryReader(Saved(groups)))).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => sgd.load_state_dict(Path.Combine(Path.GetTempPath(), "no-such-state.dat")));
    }

    [Fact]
    public void A_file_holds_what_a_stream_does()
    {
        var path = Path.GetTempFileName();
        try
        {
            var parameters = Problem.Parameters();
            using var adam = optim.Adam(parameters, amsgrad: true);
            Walk(adam, parameters, 0, 2);
            adam.save_state_dict(path);
            Assert.Equal(Saved(adam).ToArray(), File.ReadAllBytes(path));
            adam.load_state_dict(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Disposing_an_optimiser_leaves_the_parameters_alone(int index)
    {
        var parameters = Problem.Parameters();
        var optimizer = ParameterGroupTests.Makers()[index](parameters);
        Walk(optimizer, parameters, 0, 1);
        optimizer.Dispose();
        optimizer.Dispose();

        Assert.All(parameters, parameter => Assert.False(parameter.IsInvalid));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Moving_state_to_the_device_that_it_is_on_changes_nothing(int index)
    {
        var (moved, left) = (Problem.Parameters(), Problem.Parameters());
        using var first = ParameterGroupTests.Makers()[index](moved);
        using var second = ParameterGroupTests.Makers()[index](left);
        Walk(first, moved, 0, 2);
        first.to(CPU);
        Walk(first, moved, 2, 4);
        Walk(second, left, 0, 4);

        AssertSame(left, moved);
    }

    private static void Walk(OptimizerHelper optimizer, Parameter[] parameters, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            Problem.SetGradients(parameters, step);
            optimizer.step();
        }
    }

    private static MemoryStream Saved(OptimizerHelper optimizer)
    {
        var stream = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        return stream;
    }

    private static void CopyValues(Parameter[] from, Parameter[] to)
    {
        using var _ = no_grad();
        for (var i = 0; i < from.Length; i++) to[i].copy_(from[i]);
    }

    private static void AssertSame(Parameter[] expected, Parameter[] actual) =>
        Assert.Equal(expected.Select(parameter => parameter.bytes.ToArray()), actual.Select(parameter => parameter.bytes.ToArray()));
}
