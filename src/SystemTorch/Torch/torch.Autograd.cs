using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => Native.st_grad_mode() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Native.st_inference_mode() != 0;

    public static partial class autograd
    {
        /// <summary>d(outputs)/d(inputs), summed over the outputs, each weighted by its grad_output (1 for a scalar).</summary>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            nint[] outs = Handles(outputs), ins = Handles(inputs), grads = Handles(grad_outputs);
            var results = new nint[ins.Length];
            fixed (nint* o = outs, i = ins, g = grads, r = results)
            {
                Failure.Check(Native.st_autograd_grad(o, outs.Length, i, ins.Length, g, grads.Length, Flag(retain_graph), Flag(create_graph),
                    Flag(allow_unused), r));
            }
            GC.KeepAlive((outputs, inputs, grad_outputs));
            return results.Select(handle => new Tensor(handle)).ToList();
        }

        /// <summary>Accumulates the gradients of <paramref name="tensors"/> in the leaves they depend on, or in <paramref name="inputs"/> only.</summary>
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            nint[] roots = Handles(tensors), grads = Handles(grad_tensors), leaves = Handles(inputs);
            fixed (nint* t = roots, g = grads, i = leaves)
            {
                Failure.Check(Native.st_backward(t, roots.Length, g, grads.Length, Flag(retain_graph ?? create_graph), Flag(create_graph), i,
                    leaves.Length));
            }
            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        private static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : tensors.Select(t => t is null ? 0 : t.Handle).ToArray();

        private static int Flag(bool value) => value ? 1 : 0;
    }

    private sealed class GradMode : IDisposable
    {
        private readonly bool _before = is_grad_enabled();

        internal GradMode(bool enabled) => Native.st_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => Native.st_set_grad_mode(_before ? 1 : 0);
    }

    private sealed class InferenceMode : IDisposable
    {
        private nint _mode;

        internal InferenceMode(bool enabled) => _mode = Native.st_inference_mode_enter(enabled ? 1 : 0);

        public void Dispose()
        {
            var mode = _mode;
            _mode = 0;
            Native.st_inference_mode_leave(mode);
        }
    }

    public partial class Tensor
    {
        public bool is_leaf => Info.IsLeaf != 0;

        public bool requires_grad
        {
            get => Info.RequiresGrad != 0;
            set
            {
                Failure.Check(Native.st_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        public Tensor? grad
        {
            get
            {
                Failure.Check(Native.st_grad(Handle, out var result));
                GC.KeepAlive(this);
                return result == 0 ? null : new Tensor(result);
            }
            set
            {
                Failure.Check(Native.st_set_grad(Handle, value is null ? 0 : value.Handle));
                GC.KeepAlive((this, value));
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad()
        {
            Failure.Check(Native.st_retain_grad(Handle));
            GC.KeepAlive(this);
        }

        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}

/// <summary>Finds the forward operator behind a failing or non-finite gradient, at a cost, until it is disposed.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool _enabledBefore = IsEnabled;
    private readonly bool _checkedNaNBefore = ShouldCheckNaN;

    public AnomalyMode(bool enabled, bool check_nan = true) => Native.st_set_anomaly_mode(enabled ? 1 : 0, check_nan ? 1 : 0);

    public static bool IsEnabled => Native.st_anomaly_mode() != 0;

    public static bool ShouldCheckNaN => Native.st_anomaly_checks_nan() != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Native.st_set_anomaly_mode(_enabledBefore ? 1 : 0, _checkedNaNBefore ? 1 : 0);
    }
}
