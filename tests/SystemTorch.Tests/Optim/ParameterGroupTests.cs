using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Optim;

public class ParameterGroupTests
{
    [Fact]
    public void A_disposed_optimiser_takes_no_step()
    {
        var parameters = new[] { nn.Parameter(zeros(1)) };
        parameters[0].grad = ones(1);
        var sgd = optim.SGD(parameters, 0.5);
        sgd.Dispose();

        // TorchSharp's own message is a dictionary's (KeyNotFoundException); SystemTorch says that it is disposed.
        Assert.ThrowsAny<SystemException>(() => sgd.step());
        Assert.Equal(0f, parameters[0].item<float>());
    }

    [Fact]
    public void What_a_group_leaves_open_comes_from_the_optimiser()
    {
        var parameters = Problem.Parameters();
        var group = new SGD.ParamGroup([parameters[0]], new SGD.Options { momentum = 0.5 });
        using var sgd = optim.SGD([group], 0.1, momentum: 0.9, weight_decay: 0.01);

        Assert.Equal((0.1, 0.5, 0.01, false), (group.LearningRate, group.Momentum, group.Options.weight_decay!.Value, group.Options.nesterov!.Value));
        Assert.Equal(0.1, group.InitialLearningRate);
        Assert.Equal(0.9, sgd.Momentum);
    }

    [Fact]
    public void A_rate_set_on_a_group_counts_from_the_next_step()
    {
        var parameters = new[] { nn.Parameter(zeros(1)) };
        using var sgd = optim.SGD(parameters, 0.5);
        parameters[0].grad = ones(1);
        sgd.step();
        sgd.ParamGroups.Single().LearningRate = 2;
        sgd.step();

        Assert.Equal(-2.5f, parameters[0].item<float>());
        Assert.Equal(0.5, sgd.ParamGroups.Single().InitialLearningRate);
    }

    [Fact]
    public void A_group_added_later_is_trained_with_its_own_options()
    {
        var (first, second) = (nn.Parameter(zeros(1)), nn.Parameter(zeros(1)));
        using var sgd = optim.SGD([first], 1);
        sgd.add_param_group(new SGD.ParamGroup([second], lr: 0.25));
        first.grad = ones(1);
        second.grad = ones(1);
        sgd.step();

        Assert.Equal((-1f, -0.25f), (first.item<float>(), second.item<float>()));
        Assert.Equal([first, second], sgd.parameters(), ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public void Named_parameters_are_taken_too()
    {
        using var linear = nn.Linear(2, 2);
        OptimizerHelper[] all =
        [
            optim.SGD(linear.named_parameters(), 0.1), optim.Adam(linear.named_parameters()), optim.AdamW(linear.named_parameters()),
            optim.RMSProp(linear.named_parameters()), optim.Adagrad(linear.named_parameters()), optim.NAdam(linear.named_parameters()),
            optim.RAdam(linear.named_parameters()), optim.Adamax(linear.named_parameters()), optim.ASGD(linear.named_parameters()),
        ];

        Assert.All(all, optimizer => Assert.Equal(2, optimizer.parameters().Count()));
        Assert.All(all, optimizer => optimizer.Dispose());
    }

    [Fact]
    public void Betas_are_a_pair_of_each_group()
    {
        var parameters = Problem.Parameters();
        optim.IBetas[] groups =
        [
            new Adam.ParamGroup(parameters), new AdamW.ParamGroup(parameters), new NAdam.ParamGroup(parameters), new RAdam.ParamGroup(parameters),
            new Adamax.ParamGroup(parameters), optim.Adam(parameters), optim.AdamW(parameters), optim.NAdam(parameters), optim.RAdam(parameters),
            optim.Adamax(parameters),
        ];
        Assert.All(groups, group => Assert.Equal((0.9, 0.999), group.Betas));
        foreach (var group in groups) group.Betas = (0.5, 0.6);
        Assert.All(groups, group => Assert.Equal((0.5, 0.6), group.Betas));
    }

    [Fact]
    public void Momentum_is_a_number_of_each_group()
    {
        optim.IMomentum[] groups = [new SGD.ParamGroup(Problem.Parameters(), momentum: 0.3), new RMSProp.ParamGroup(Problem.Parameters(), momentum: 0.3)];

        Assert.All(groups, group => Assert.Equal(0.3, group.Momentum));
        foreach (var group in groups) group.Momentum = 0.7;
        Assert.All(groups, group => Assert.Equal(0.7, group.Momentum));
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays_as_it_is()
    {
        var (trained, left) = (nn.Parameter(ones(1)), nn.Parameter(ones(1)));
        foreach (var make in Makers())
        {
            using var optimizer = make([trained, left]);
            trained.grad = ones(1);
            optimizer.step();
            Assert.Equal(1f, left.item<float>());
        }
        Assert.NotEqual(1f, trained.item<float>());
    }

    [Fact]
    public void A_step_with_a_closure_gives_its_loss_and_uses_its_gradients()
    {
        using var parameter = nn.Parameter(tensor(3f));
        using var sgd = optim.SGD([parameter], 0.5);

        using var loss = sgd.step(() =>
        {
            sgd.zero_grad();
            var value = parameter * parameter;
            value.backward();
            return value;
        });

        Assert.Equal(9f, loss!.item<float>());
        Assert.Equal(0f, parameter.item<float>());
        Assert.Null(sgd.step());
    }

    [Fact]
    public void Zeroing_fills_gradients_with_zeros_and_keeps_them()
    {
        using var parameter = nn.Parameter(ones(2));
        using var sgd = optim.SGD([parameter], 0.5);
        sgd.zero_grad();
        Assert.Null(parameter.grad);
        parameter.grad = ones(2);
        sgd.zero_grad();
        Assert.Equal([0f, 0f], parameter.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_parameter_replaced_after_the_optimiser_was_made_is_unknown_to_it()
    {
        using var linear = nn.Linear(2, 2);
        using var sgd = optim.SGD(linear.parameters(), 0.1);
        linear.to(ScalarType.Float64);
        linear.call(ones(1, 2, dtype: ScalarType.Float64)).sum().backward();

        Assert.Throws<KeyNotFoundException>(() => sgd.step());
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        using var net = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 1));
        foreach (var make in Makers())
        {
            using var optimizer = make(net.parameters().ToArray());
            void Step()
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                net.call(ones(3, 4)).sum().backward();
                optimizer.step();
            }
            Step();
            Step();
            var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
            for (var i = 0; i < 20; i++) Step();
            Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        }
    }

    [Fact]
    public void Values_out_of_range_are_refused_by_name()
    {
        var p = Problem.Parameters();
        Refused("Invalid learning rate: -1", () => optim.SGD(p, -1), () => optim.Adam(p, -1), () => optim.AdamW(p, -1), () => optim.RMSProp(p, -1),
            () => optim.Adagrad(p, -1), () => optim.NAdam(p, -1), () => optim.RAdam(p, -1), () => optim.Adamax(p, -1), () => optim.ASGD(p, -1));
        Refused("Invalid weight_decay value: -1", () => optim.SGD(p, 1, weight_decay: -1), () => optim.Adam(p, weight_decay: -1), () => optim.AdamW(p, weight_decay: -1),
            () => optim.RMSProp(p, weight_decay: -1), () => optim.Adagrad(p, weight_decay: -1), () => optim.NAdam(p, weight_decay: -1),
            () => optim.RAdam(p, weight_decay: -1), () => optim.Adamax(p, weight_decay: -1));
        Refused("Invalid momentum value: -1", () => optim.SGD(p, 1, momentum: -1), () => optim.RMSProp(p, momentum: -1));
        Refused("Invalid beta1: 1", () => optim.Adam(p, beta1: 1), () => optim.AdamW(p, beta1: 1));
        Refused("Invalid beta2: -1", () => optim.Adam(p, beta2: -1), () => optim.AdamW(p, beta2: -1));
        Refused("Invalid beta1 value: 2", () => optim.NAdam(p, beta1: 2), () => optim.RAdam(p, beta1: 2), () => optim.Adamax(p, beta1: 2));
        Refused("Invalid beta2 value: -1", () => optim.NAdam(p, beta2: -1), () => optim.RAdam(p, beta2: -1), () => optim.Adamax(p, beta2: -1));
        Refused("Invalid ε: -1", () => optim.Adam(p, eps: -1), () => optim.AdamW(p, eps: -1), () => optim.RMSProp(p, eps: -1), () => optim.Adagrad(p, eps: -1));
        Refused("Invalid eps value: -1", () => optim.NAdam(p, eps: -1), () => optim.RAdam(p, eps: -1), () => optim.Adamax(p, eps: -1));
        Refused("Invalid alpha: -1", () => optim.RMSProp(p, alpha: -1));
        Refused("Invalid lr_decay value: -1", () => optim.Adagrad(p, lr_decay: -1));
        Refused("Invalid initial_accumulator_value: -1", () => optim.Adagrad(p, initial_accumulator_value: -1));
        Refused("Invalid momentum_decay value: -1", () => optim.NAdam(p, momentum_decay: -1));
        Refused("Nesterov momentum requires a momentum and zero dampening", () => optim.SGD(p, 1, nesterov: true), () => optim.SGD(p, 1, 0.9, 0.1, nesterov: true));
    }

    internal static Func<Parameter[], OptimizerHelper>[] Makers() =>
    [
        p => optim.SGD(p, 0.1, momentum: 0.9), p => optim.Adam(p, amsgrad: true), p => optim.AdamW(p), p => optim.RMSProp(p, momentum: 0.9, centered: true),
        p => optim.Adagrad(p), p => optim.NAdam(p), p => optim.RAdam(p), p => optim.Adamax(p), p => optim.ASGD(p),
    ];

    private static void Refused(string message, params Func<object>[] constructions) =>
        Assert.All(constructions, construct => Assert.Equal(message, Assert.Throws<ArgumentException>(construct).Message));
}
