using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A tensor that modules register and optimisers train. It takes over the tensor it is made from.</summary>
        public class Parameter : torch.Tensor
        {
            public Parameter(torch.Tensor data, bool requires_grad = true)
                : base(Given(data).with_requires_grad(requires_grad).MoveHandle(), register: false)
            {
                if (data.OwningDisposeScope is not null) DisposeScope.ReplaceWith(data, this);
            }

            private static torch.Tensor Given(torch.Tensor data)
            {
                ArgumentNullException.ThrowIfNull(data);
                return data;
            }
        }
    }

    public static partial class TensorExtensionMethods
    {
        public static Parameter AsParameter(this torch.Tensor tensor) => new(tensor);
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
