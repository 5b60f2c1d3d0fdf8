using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Adamax Adamax(
                IEnumerable<Parameter> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay);

            public static Adamax Adamax(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0) =>
                new(parameters.Select(entry => entry.parameter), lr, beta1, beta2, eps, weight_decay);

            public static Adamax Adamax(
                IEnumerable<Adamax.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay);
        }
    }

    namespace Modules
    {
        /// <summary>
        /// Adam on the infinity norm (Kingma and Ba 2015): w changes by −lr/(1 − beta1ᵗ) · m/u, u the larger of beta2 · u and |g| + eps.
        /// </summary>
        public class Adamax : OptimizerHelper, IBetas
        {
            public Adamax(
                IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0)
                : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay)
            {
            }

            public Adamax(
                IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0)
            {
                Require(!(lr < 0), "learning rate", lr);
                Require(beta1 is not (< 0 or > 1), "beta1 value", beta1);
                Require(beta2 is not (< 0 or > 1), "beta2 value", beta2);
                Require(!(eps < 0), "eps value", eps);
                Require(!(weight_decay < 0), "weight_decay value", weight_decay);

                _defaults = new Options
                {
                    LearningRate = lr,
                    InitialLearningRate = lr,
                    beta1 = beta1,
                    beta2 = beta2,
                    eps = eps,
                    weight_decay = weight_decay,
                };
                foreach (var group in parameters) add_param_group(group);
            }

            /// <summary>The defaults; a group has its own.</summary>
            public (double, double) Betas
            {
                get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
                set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
            }

            public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(StepGroup, closure);

            public override void add_param_group(Modules.ParamGroup param_group)
            {
                var defaults = (Options)_defaults;
                param_group.Options ??= new Options();
                var options = (Options)param_group.Options;
                options.LearningRate ??= defaults.LearningRate;
                options.beta1 ??= defaults.beta1;
                options.beta2 ??= defaults.beta2;
                options.eps ??= defaults.eps;
                options.weight_decay ??= defaults.weight_decay;
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
                var (beta1, beta2) = group.Betas;
                var weight_decay = options.weight_decay!.Value;
                var lr = options.LearningRate!.Value;
                foreach (var (parameter, gradient, state) in Trained<State>(group))
                {
                    if (gradient.is_sparse) throw new ArgumentException("Adamax does not support sparse gradients");
                    state.step++;
                    var g = weight_decay != 0 ? gradient.add(parameter, alpha: weight_decay) : gradient;
                    state.exp_avg.mul_(beta1).add_(g, alpha: 1 - beta1);
                    state.exp_inf.copy_(state.exp_inf.mul_(beta2).maximum(g.abs().add_(options.eps!.Value)));
                    parameter.addcdiv_(state.exp_avg, state.exp_inf, value: -(lr / (1 - Math.Pow(beta1, state.step))));
                }
            }

            public sealed class State : OptimizerState, IDisposable
            {
                public long step;
                public Tensor exp_avg = null!;
                public Tensor exp_inf = null!;

                public State(Parameter parameter) : base(parameter) { }

                public void Dispose()
                {
                    exp_avg?.Dispose();
                    exp_inf?.Dispose();
                }

                public override void Initialize(OptimizerOptions options)
                {
                    step = 0;
                    Reset(ref exp_avg);
                    Reset(ref exp_inf);
                }

                public override void to(Device device)
                {
                    exp_avg = exp_avg.to(device);
                    exp_inf = exp_inf.to(device);
                }

                public override void SaveStateDict(BinaryWriter writer)
                {
                    writer.Write(step);
                    exp_avg.Save(writer);
                    exp_inf.Save(writer);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    step = reader.ReadInt64();
                    exp_avg.Load(reader);
                    exp_inf.Load(reader);
                }

                public override void LoadStateDict(OptimizerState source)
                {
                    var state = (State)source;
                    step = state.step;
                    Copy(ref exp_avg, state.exp_avg);
                    Copy(ref exp_inf, state.exp_inf);
                }

                public override bool ApproximatelyEquals(OptimizerState other) =>
                    other is State state
                    && step == state.step
                    && exp_avg.allclose(state.exp_avg)
                    && exp_inf.allclose(state.exp_inf);
            }

            public class Options : OptimizerOptions
            {
                public double? beta1;
                public double? beta2;
                public double? eps;
                public double? weight_decay;

                public override void SaveStateDict(BinaryWriter writer)
                {
                    base.SaveStateDict(writer);
                    writer.Write(beta1!.Value);
                    writer.Write(beta2!.Value);
                    writer.Write(eps!.Value);
                    writer.Write(weight_decay!.Value);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    base.LoadStateDict(reader);
                    beta1 = reader.ReadDouble();
                    beta2 = reader.ReadDouble();
                    eps = reader.ReadDouble();
                    weight_decay = reader.ReadDouble();
                }

                public override void LoadStateDict(OptimizerOptions source)
                {
                    base.LoadStateDict(source);
                    var options = (Options)source;
                    beta1 = options.beta1;
                    beta2 = options.beta2;
                    eps = options.eps;
                    weight_decay = options.weight_decay;
                }
            }

            public class ParamGroup : ParamGroup<Options>, IBetas
            {
                public ParamGroup() { }

                public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

                public ParamGroup(
                    IEnumerable<Parameter> parameters, double lr = 1.0, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                    double weight_decay = 0)
                    : base(parameters, new Options
                    {
                        LearningRate = lr,
                        beta1 = beta1,
                        beta2 = beta2,
                        eps = eps,
                        weight_decay = weight_decay,
                    })
                {
                }

                public (double, double) Betas
                {
                    get => (Options.beta1!.Value, Options.beta2!.Value);
                    set => (Options.beta1, Options.beta2) = value;
                }
            }
        }
    }
}
