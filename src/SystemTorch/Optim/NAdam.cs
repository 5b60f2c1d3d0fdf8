using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static NAdam NAdam(
                IEnumerable<Parameter> named_parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, double momentum_decay = 4e-3) =>
                new(named_parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);

            public static NAdam NAdam(
                IEnumerable<(string name, Parameter parameter)> named_parameters, double lr = 0.002, double beta1 = 0.9,
                double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
                new(named_parameters.Select(entry => entry.parameter), lr, beta1, beta2, eps, weight_decay, momentum_decay);

            public static NAdam NAdam(
                IEnumerable<NAdam.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, double momentum_decay = 4e-3) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);
        }
    }

    namespace Modules
    {
        /// <summary>
        /// Adam with Nesterov momentum (Dozat 2016), its momentum scheduled by μₜ = beta1 · (1 − ½ · 0.96^(t · momentum_decay)).
        /// </summary>
        public class NAdam : OptimizerHelper, IBetas
        {
            public NAdam(
                IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, double momentum_decay = 4e-3)
                : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, momentum_decay)
            {
            }

            public NAdam(
                IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, double momentum_decay = 4e-3)
            {
                Require(!(lr < 0), "learning rate", lr);
                Require(beta1 is not (< 0 or > 1), "beta1 value", beta1);
                Require(beta2 is not (< 0 or > 1), "beta2 value", beta2);
                Require(!(eps < 0), "eps value", eps);
                Require(!(weight_decay < 0), "weight_decay value", weight_decay);
                Require(!(momentum_decay < 0), "momentum_decay value", momentum_decay);

                _defaults = new Options
                {
                    LearningRate = lr,
                    InitialLearningRate = lr,
                    beta1 = beta1,
                    beta2 = beta2,
                    eps = eps,
                    weight_decay = weight_decay,
                    momentum_decay = momentum_decay,
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
                options.momentum_decay ??= defaults.momentum_decay;
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
                    var g = weight_decay != 0 ? gradient.add(parameter, alpha: weight_decay) : gradient;
                    state.step++;
                    var mu = Momentum(beta1, options, state.step);
                    var next = Momentum(beta1, options, state.step + 1);
                    state.mu_product *= mu;

                    state.exp_avg.mul_(beta1).add_(g, alpha: 1 - beta1);
                    state.exp_avg_sq.mul_(beta2).addcmul_(g, g, value: 1 - beta2);
                    var denominator = state.exp_avg_sq.div(1 - Math.Pow(beta2, state.step)).sqrt_().add_(options.eps!.Value);
                    parameter.addcdiv_(g, denominator, value: -lr * (1 - mu) / (1 - state.mu_product));
                    parameter.addcdiv_(state.exp_avg, denominator, value: -lr * next / (1 - state.mu_product * next));
                }
            }

            private static double Momentum(double beta1, Options options, long step) =>
                beta1 * (1.0 - 0.5 * Math.Pow(0.96, step * options.momentum_decay!.Value));

            public sealed class State : OptimizerState, IDisposable
            {
                public long step;
                public double mu_product;
                public Tensor exp_avg = null!;
                public Tensor exp_avg_sq = null!;

                public State(Parameter parameter) : base(parameter) { }

                public void Dispose()
                {
                    exp_avg?.Dispose();
                    exp_avg_sq?.Dispose();
                }

                public override void Initialize(OptimizerOptions options)
                {
                    step = 0;
                    mu_product = 1;
                    Reset(ref exp_avg);
                    Reset(ref exp_avg_sq);
                }

                public override void to(Device device)
                {
                    exp_avg = exp_avg.to(device);
                    exp_avg_sq = exp_avg_sq.to(device);
                }

                public override void SaveStateDict(BinaryWriter writer)
                {
                    writer.Write(step);
                    writer.Write(mu_product);
                    exp_avg.Save(writer);
                    exp_avg_sq.Save(writer);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    step = reader.ReadInt64();
                    mu_product = reader.ReadDouble();
                    exp_avg.Load(reader);
                    exp_avg_sq.Load(reader);
                }

                public override void LoadStateDict(OptimizerState source)
                {
                    var state = (State)source;
                    step = state.step;
                    mu_product = state.mu_product;
                    Copy(ref exp_avg, state.exp_avg);
                    Copy(ref exp_avg_sq, state.exp_avg_sq);
                }

                public override bool ApproximatelyEquals(OptimizerState other) =>
                    other is State state
                    && step == state.step
                    && mu_product == state.mu_product
                    && exp_avg.allclose(state.exp_avg)
                    && exp_avg_sq.allclose(state.exp_avg_sq);
            }

            public class Options : OptimizerOptions
            {
                public double? beta1;
                public double? beta2;
                public double? eps;
                public double? weight_decay;
                public double? momentum_decay;

                public override void SaveStateDict(BinaryWriter writer)
                {
                    base.SaveStateDict(writer);
                    writer.Write(beta1!.Value);
                    writer.Write(beta2!.Value);
                    writer.Write(eps!.Value);
                    writer.Write(weight_decay!.Value);
                    writer.Write(momentum_decay!.Value);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    base.LoadStateDict(reader);
                    beta1 = reader.ReadDouble();
                    beta2 = reader.ReadDouble();
                    eps = reader.ReadDouble();
                    weight_decay = reader.ReadDouble();
                    momentum_decay = reader.ReadDouble();
                }

                public override void LoadStateDict(OptimizerOptions source)
                {
                    base.LoadStateDict(source);
                    var options = (Options)source;
                    beta1 = options.beta1;
                    beta2 = options.beta2;
                    eps = options.eps;
                    weight_decay = options.weight_decay;
                    momentum_decay = options.momentum_decay;
                }
            }

            public class ParamGroup : ParamGroup<Options>, IBetas
            {
                public ParamGroup() { }

                public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

                public ParamGroup(
                    IEnumerable<Parameter> parameters, double lr = 1.0, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                    double weight_decay = 0, double momentum_decay = 4e-3)
                    : base(parameters, new Options
                    {
                        LearningRate = lr,
                        beta1 = beta1,
                        beta2 = beta2,
                        eps = eps,
                        weight_decay = weight_decay,
                        momentum_decay = momentum_decay,
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
