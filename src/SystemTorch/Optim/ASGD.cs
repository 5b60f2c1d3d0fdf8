using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static ASGD ASGD(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);

            public static ASGD ASGD(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75,
                double t0 = 1e6, double weight_decay = 0, bool maximize = false) =>
                new(parameters.Select(entry => entry.parameter), lr, lambd, alpha, t0, weight_decay, maximize);

            public static ASGD ASGD(
                IEnumerable<ParamGroup<ASGD.Options>> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75,
                double t0 = 1e6, double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);
        }
    }

    namespace Modules
    {
        /// <summary>
        /// Averaged stochastic gradient descent (Polyak and Juditsky 1992): w shrinks by 1 − lambd · η and follows −η · g; η falls as
        /// lr/(1 + lambd · lr · t)^alpha, and from step t0 on, ax holds the running mean of w.
        /// </summary>
        public class ASGD : OptimizerHelper
        {
            public ASGD(
                IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
                double weight_decay = 0, bool maximize = false)
                : this([new ParamGroup { Parameters = parameters }], lr, lambd, alpha, t0, weight_decay, maximize)
            {
            }

            public ASGD(
                IEnumerable<ParamGroup<Options>> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
                double weight_decay = 0, bool maximize = false)
            {
                Require(!(lr < 0), "learning rate", lr);

                _defaults = new Options
                {
                    LearningRate = lr,
                    InitialLearningRate = lr,
                    lambd = lambd,
                    alpha = alpha,
                    t0 = t0,
                    weight_decay = weight_decay,
                    maximize = maximize,
                };
                foreach (var group in parameters) add_param_group(group);
            }

            public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(StepGroup, closure);

            public override void add_param_group(Modules.ParamGroup param_group)
            {
                var defaults = (Options)_defaults;
                param_group.Options ??= new Options();
                var options = (Options)param_group.Options;
                options.LearningRate ??= defaults.LearningRate;
                options.lambd ??= defaults.lambd;
                options.alpha ??= defaults.alpha;
                options.t0 ??= defaults.t0;
                options.weight_decay ??= defaults.weight_decay;
                options.maximize ??= defaults.maximize;
                Add(param_group, parameter => new State(parameter));
            }

            protected override void Dispose(bool disposing)
            {
                base.Dispose(disposing);
                DisposeStates(disposing);
            }

            private void StepGroup(ParamGroup group)
            {
                var options = group.Options;
                var weight_decay = options.weight_decay!.Value;
                var lambd = options.lambd!.Value;
                var lr = options.LearningRate!.Value;
                foreach (var (parameter, gradient, state) in Trained<State>(group))
                {
                    if (gradient.is_sparse) throw new ArgumentException("ASGD does not support sparse gradients");
                    var g = options.maximize!.Value ? gradient.neg() : gradient;
                    if (weight_decay != 0) g = g.add(parameter, alpha: weight_decay);
                    state.step++;
                    parameter.mul_(1 - lambd * state.eta);
                    parameter.add_(g, alpha: -state.eta);
                    if (state.mu != 1) state.ax.add_(parameter.sub(state.ax).mul(state.mu));
                    else state.ax.copy_(parameter);

                    state.eta = lr / Math.Pow(1 + lambd * lr * state.step, options.alpha!.Value);
                    state.mu = 1 / Math.Max(1, state.step - options.t0!.Value);
                }
            }

            public sealed class State : OptimizerState, IDisposable
            {
                public long step;
                public double eta;
                public double mu;
                public Tensor ax = null!;

                public State(Parameter parameter) : base(parameter) { }

                public void Dispose()
                {
                    ax?.Dispose();
                }

                public override void Initialize(OptimizerOptions options)
                {
                    step = 0;
                    eta = options.LearningRate!.Value;
                    mu = 1;
                    Reset(ref ax);
                }

                public override void to(Device device)
                {
                    ax = ax.to(device);
                }

                public override void SaveStateDict(BinaryWriter writer)
                {
                    writer.Write(step);
                    writer.Write(eta);
                    writer.Write(mu);
                    ax.Save(writer);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    step = reader.ReadInt64();
                    eta = reader.ReadDouble();
                    mu = reader.ReadDouble();
                    ax.Load(reader);
                }

                public override void LoadStateDict(OptimizerState source)
                {
                    var state = (State)source;
                    step = state.step;
                    eta = state.eta;
                    mu = state.mu;
                    Copy(ref ax, state.ax);
                }

                public override bool ApproximatelyEquals(OptimizerState other) =>
                    other is State state
                    && step == state.step
                    && eta == state.eta
                    && mu == state.mu
                    && ax.allclose(state.ax);
            }

            public class Options : OptimizerOptions
            {
                public bool? maximize;
                public double? lambd;
                public double? alpha;
                public double? weight_decay;
                public double? t0;

                public override void SaveStateDict(BinaryWriter writer)
                {
                    base.SaveStateDict(writer);
                    writer.Write(maximize!.Value);
                    writer.Write(lambd!.Value);
                    writer.Write(alpha!.Value);
                    writer.Write(weight_decay!.Value);
                    writer.Write(t0!.Value);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    base.LoadStateDict(reader);
                    maximize = reader.ReadBoolean();
                    lambd = reader.ReadDouble();
                    alpha = reader.ReadDouble();
                    weight_decay = reader.ReadDouble();
                    t0 = reader.ReadDouble();
                }

                public override void LoadStateDict(OptimizerOptions source)
                {
                    base.LoadStateDict(source);
                    var options = (Options)source;
                    maximize = options.maximize;
                    lambd = options.lambd;
                    alpha = options.alpha;
                    weight_decay = options.weight_decay;
                    t0 = options.t0;
                }
            }

            public class ParamGroup : ParamGroup<Options>
            {
                public ParamGroup() { }

                public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

                public ParamGroup(
                    IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
                    double weight_decay = 0)
                    : base(parameters, new Options
                    {
                        LearningRate = lr,
                        lambd = lambd,
                        alpha = alpha,
                        t0 = t0,
                        weight_decay = weight_decay,
                    })
                {
                }
            }
        }
    }
}
