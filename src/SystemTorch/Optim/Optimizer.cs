using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients, a group of parameters with its own options at a time.</summary>
        public abstract class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer() { }

            ~Optimizer() => Dispose(false);

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public virtual IEnumerable<Parameter> parameters() => throw NotDerived();

            public virtual void zero_grad() => throw NotDerived();

            /// <summary>One update. A closure is evaluated first, with gradients on; its value is the result.</summary>
            public virtual Tensor? step(Func<Tensor>? closure = null) => throw NotDerived();

            public virtual void add_param_group(ParamGroup param_group) => throw NotDerived();

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) { }

            private NotImplementedException NotDerived() => new($"{GetType().Name} derives from Optimizer and must override this member.");

            /// <summary>The options of each group and the state of each parameter: the optimiser's own objects, not copies.</summary>
            public class StateDictionary
            {
                internal StateDictionary() { }

                public List<OptimizerOptions> Options { get; private set; } = [];

                public List<OptimizerState> State { get; private set; } = [];

                /// <summary>By group, the positions in <see cref="State"/> of its parameters.</summary>
                public List<List<int>> StateIndexRef { get; private set; } = [];
            }
        }

        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }
    }
}
