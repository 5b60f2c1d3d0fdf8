using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static RMSProp RMSProp(
                IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
                double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            public static RMSProp RMSProp(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8,
                double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters.Select(entry => entry.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);

            public static RMSProp RMSProp(
                IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8,
                double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }

    namespace Modules
    {
        /// <summary>
        /// RMSprop (Hinton 2012): the gradient divided by √v + eps, v a running mean of its square, of its variance when centered;
        /// with momentum, a buffer of these steps.
        /// </summary>
        /// <remarks>Built by torch.optim the learning rate is 0.01 unless given; built by its constructor, 0.001.</remarks>
        public class RMSProp : OptimizerHelper, IMomentum
        {
            public RMSProp(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
                double momentum = 0.0, bool centered = false, bool maximize = false)
                : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
            {
            }

            public RMSProp(
                IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
                double momentum = 0.0, bool centered = false, bool maximize = false)
            {
                Require(!(lr < 0), "learning rate", lr);
                Require(!(eps < 0), "ε", eps);
                Require(!(alpha < 0), "alpha", alpha);
                Require(!(momentum < 0), "momentum value", momentum);
                Require(!(weight_decay < 0), "weight_decay value", weight_decay);

                _defaults = new Options
                {
                    LearningRate = lr,
                    InitialLearningRate = lr,
                    alpha = alpha,
                    eps = eps,
                    weight_decay = weight_decay,
                    momentum = momentum,
                    centered = centered,
                    maximize = maximize,
                };
                foreach (var group in parameters) add_param_group(group);
            }

            /// <summary>The default; a group has its own.</summary>
            public double Momentum
            {
                get => ((Options)_defaults).momentum!.Value;
                set => ((Options)_defaults).momentum = value;
            }

            public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(StepGroup, closure);

            public override void add_param_group(Modules.ParamGroup param_group)
            {
                var defaults = (Options)_defaults;
                param_group.Options ??= new Options();
                var options = (Options)param_group.Options;
                options.LearningRate ??= defaults.LearningRate;
                options.alpha ??= defaults.alpha;
                options.eps ??= defaults.eps;
                options.weight_decay ??= defaults.weight_decay;
                options.momentum ??= defaults.momentum;
                options.centered ??= defaults.centered;
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
                var alpha = options.alpha!.Value;
                var weight_decay = options.weight_decay!.Value;
                var lr = options.LearningRate!.Value;
                foreach (var (parameter, gradient, state) in Trained<State>(group))
                {
                    var g = options.maximize!.Value ? gradient.neg() : gradient;
                    state.step++;
                    if (weight_decay != 0) g = g.add(parameter, alpha: weight_decay);
                    state.square_avg.mul_(alpha).addcmul_(g, g, value: 1 - alpha);
                    var spread = options.centered!.Value ? state.Variance(g, alpha).sqrt_() : state.square_avg.sqrt();
                    spread.add_(options.eps!.Value);
                    if (group.Momentum > 0) parameter.add_(state.momentum_buffer!.mul_(group.Momentum).addcdiv_(g, spread), alpha: -lr);
                    else parameter.addcdiv_(g, spread, -lr);
                }
            }

            public sealed class State : OptimizerState, IDisposable
            {
                public long step;
                public Tensor square_avg = null!;
                public Tensor? momentum_buffer;
                public Tensor? grad_avg;

                public State(Parameter parameter) : base(parameter) { }

                public void Dispose()
                {
                    square_avg?.Dispose();
                    momentum_buffer?.Dispose();
                    grad_avg?.Dispose();
                }

                internal Tensor Variance(Tensor gradient, double alpha)
                {
                    grad_avg!.mul_(alpha).add_(gradient, alpha: 1 - alpha);
                    return square_avg.addcmul(grad_avg, grad_avg, value: -1);
                }

                public override void Initialize(OptimizerOptions options)
                {
                    step = 0;
                    Reset(ref square_avg);
                    Reset(ref momentum_buffer);
                    Reset(ref grad_avg);
                }

                public override void to(Device device)
                {
                    square_avg = square_avg.to(device);
                    momentum_buffer = momentum_buffer?.to(device);
                    grad_avg = grad_avg?.to(device);
                }

                public override void SaveStateDict(BinaryWriter writer)
                {
                    writer.Write(step);
                    square_avg.Save(writer);
                    SaveConditionalStateTensor(writer, momentum_buffer);
                    SaveConditionalStateTensor(writer, grad_avg);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    step = reader.ReadInt64();
                    square_avg.Load(reader);
                    LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
                    LoadConditionalStateTensor(reader, ref grad_avg, _parameter.device);
                }

                public override void LoadStateDict(OptimizerState source)
                {
                    var state = (State)source;
                    step = state.step;
                    Copy(ref square_avg, state.square_avg);
                    Copy(ref momentum_buffer, state.momentum_buffer!);
                    Copy(ref grad_avg, state.grad_avg!);
                }

                public override bool ApproximatelyEquals(OptimizerState other) =>
                    other is State state
                    && step == state.step
                    && square_avg.allclose(state.square_avg)
                    && momentum_buffer!.allclose(state.momentum_buffer!)
                    && grad_avg!.allclose(state.grad_avg!);
            }

            public class Options : OptimizerOptions
            {
                public bool? maximize;
                public double? momentum;
                public double? alpha;
                public double? eps;
                public double? weight_decay;
                public bool? centered;

                public override void SaveStateDict(BinaryWriter writer)
                {
                    base.SaveStateDict(writer);
                    writer.Write(maximize!.Value);
                    writer.Write(momentum!.Value);
                    writer.Write(alpha!.Value);
                    writer.Write(eps!.Value);
                    writer.Write(weight_decay!.Value);
                    writer.Write(centered!.Value);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    base.LoadStateDict(reader);
                    maximize = reader.ReadBoolean();
                    momentum = reader.ReadDouble();
                    alpha = reader.ReadDouble();
                    eps = reader.ReadDouble();
                    weight_decay = reader.ReadDouble();
                    centered = reader.ReadBoolean();
                }

                public override void LoadStateDict(OptimizerOptions source)
                {
                    base.LoadStateDict(source);
                    var options = (Options)source;
                    maximize = options.maximize;
                    momentum = options.momentum;
                    alpha = options.alpha;
                    eps = options.eps;
                    weight_decay = options.weight_decay;
                    centered = options.centered;
                }
            }

            public class ParamGroup : ParamGroup<Options>, IMomentum
            {
                public ParamGroup() { }

                public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

                public ParamGroup(
                    IEnumerable<Parameter> parameters, double lr = 1e-3, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0,
                    double momentum = 0.0, bool centered = false)
                    : base(parameters, new Options
                    {
                        LearningRate = lr,
                        alpha = alpha,
                        eps = eps,
                        weight_decay = weight_decay,
                        momentum = momentum,
                        centered = centered,
                    })
                {
                }

                public double Momentum
                {
                    get => Options.momentum!.Value;
                    set => Options.momentum = value;
                }
            }
        }
    }
}
