using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static SGD SGD(
                IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(
                IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(entry => entry.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(
                IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }

    namespace Modules
    {
        /// <summary>
        /// Stochastic gradient descent: with g = gradient + weight_decay · w, the buffer b is g at the first step and
        /// momentum · b + (1 − dampening) · g after; w changes by −lr · b, or −lr · (g + momentum · b) with Nesterov.
        /// </summary>
        /// <remarks>maximize turns the sign of the whole change, the weight decay's with it: PyTorch turns only the gradient's.</remarks>
        public class SGD : OptimizerHelper, IMomentum
        {
            public SGD(
                IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false)
                : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
            {
            }

            public SGD(
                IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false)
            {
                Require(!(lr < 0), "learning rate", lr);
                Require(!(momentum < 0), "momentum value", momentum);
                Require(!(weight_decay < 0), "weight_decay value", weight_decay);
                if (nesterov && (momentum <= 0 || dampening != 0))
                    throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");

                _defaults = new Options
                {
                    LearningRate = lr,
                    InitialLearningRate = lr,
                    momentum = momentum,
                    dampening = dampening,
                    weight_decay = weight_decay,
                    nesterov = nesterov,
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
                options.momentum ??= defaults.momentum;
                options.dampening ??= defaults.dampening;
                options.weight_decay ??= defaults.weight_decay;
                options.nesterov ??= defaults.nesterov;
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
                var momentum = options.momentum!.Value;
                var weight_decay = options.weight_decay!.Value;
                var lr = options.LearningRate!.Value;
                foreach (var (parameter, gradient, state) in Trained<State>(group))
                {
                    var change = weight_decay != 0 ? gradient.add(parameter, alpha: weight_decay) : gradient;
                    if (momentum != 0)
                    {
                        var buffer = state.Accumulate(change, momentum, options.dampening!.Value);
                        change = options.nesterov!.Value ? change.add(buffer, alpha: momentum) : buffer;
                    }
                    parameter.add_(change, alpha: options.maximize!.Value ? lr : -lr);
                }
            }

            public sealed class State : OptimizerState, IDisposable
            {
                public Tensor? momentum_buffer;

                public State(Parameter parameter) : base(parameter) { }

                public void Dispose() => momentum_buffer?.Dispose();

                internal Tensor Accumulate(Tensor gradient, double momentum, double dampening)
                {
                    if (momentum_buffer is not null) return momentum_buffer.mul_(momentum).add_(gradient, alpha: 1 - dampening);
                    return momentum_buffer = gradient.clone().detach().DetachFromDisposeScope();
                }

                public override void Initialize(OptimizerOptions options)
                {
                    momentum_buffer?.Dispose();
                    momentum_buffer = null;
                }

                public override void to(Device device) => momentum_buffer = momentum_buffer?.to(device);

                public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

                public override void LoadStateDict(BinaryReader reader) =>
                    LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);

                public override void LoadStateDict(OptimizerState source) => Copy(ref momentum_buffer, ((State)source).momentum_buffer!);

                public override bool ApproximatelyEquals(OptimizerState other) =>
                    other is State state && (momentum_buffer is null || momentum_buffer.allclose(state.momentum_buffer!));
            }

            public class Options : OptimizerOptions
            {
                public double? momentum;
                public double? dampening;
                public double? weight_decay;
                public bool? nesterov;
                public bool? maximize;

                public override void SaveStateDict(BinaryWriter writer)
                {
                    base.SaveStateDict(writer);
                    writer.Write(momentum!.Value);
                    writer.Write(dampening!.Value);
                    writer.Write(weight_decay!.Value);
                    writer.Write(nesterov!.Value);
                    writer.Write(maximize!.Value);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    base.LoadStateDict(reader);
                    momentum = reader.ReadDouble();
                    dampening = reader.ReadDouble();
                    weight_decay = reader.ReadDouble();
                    nesterov = reader.ReadBoolean();
                    maximize = reader.ReadBoolean();
                }

                public override void LoadStateDict(OptimizerOptions source)
                {
                    base.LoadStateDict(source);
                    var options = (Options)source;
                    momentum = options.momentum;
                    dampening = options.dampening;
                    weight_decay = options.weight_decay;
                    nesterov = options.nesterov;
                    maximize = options.maximize;
                }
            }

            public class ParamGroup : ParamGroup<Options>, IMomentum
            {
                public ParamGroup() { }

                public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

                public ParamGroup(
                    IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                    bool nesterov = false, bool maximize = false)
                    : base(parameters, new Options
                    {
                        LearningRate = lr,
                        momentum = momentum,
                        dampening = dampening,
                        weight_decay = weight_decay,
                        nesterov = nesterov,
                        maximize = maximize,
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
