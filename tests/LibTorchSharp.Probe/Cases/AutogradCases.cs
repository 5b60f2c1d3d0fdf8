using TorchSharp;
using static TorchSharp.torch;

namespace LibTorchSharp.Probe.Cases;

/// <summary>Gradients, the modes that turn them on and off, and functions with a custom gradient.</summary>
internal static class AutogradCases
{
    private static readonly string[] CustomFunction =
    [
        "THSAutograd_CSharpNode_ctor", "THSAutograd_CSharpNode_setNextEdges", "THSAutograd_CSharpNode_clearInputMetadata",
        "THSAutograd_Function_wrapOutputs",
        "THSAutograd_CSharpNode_disposeSharedPtr", "THSAutograd_CSharpNode_disposeWeakPtr",
        "THSAutograd_SavedVariable_ctor", "THSAutograd_SavedVariable_unpack", "THSAutograd_SavedVariable_dispose",
    ];

    public static IEnumerable<Case> All =>
    [
        Steps("backward", s =>
        {
            var x = s.Make(F("2x3").Grad());
            s.Call("THSTensor_grad", x);
            Handle square = s.Call("THSTensor_mul", x, x);
            s.Call("THSTensor_is_leaf", square);
            s.Call("THSTensor_retain_grad", square);
            s.Call("THSTensor_backward", (Handle)s.Call("THSTensor_sum", square, false, 0));
            s.Call("THSTensor_grad", x);
            s.Call("THSTensor_grad", square);
        }),
        Call("backward", F("2x3").Grad()).Fails(),
        Call("backward", F("")).Fails(),
        Call("retain_grad", F("2")).Fails(),
        Steps("set_grad", s =>
        {
            var x = s.Make(F("2x3").Grad());
            s.Call("THSTensor_set_grad", x, F("2x3", 4));
            s.Call("THSTensor_grad", x);
            s.Call("THSTensor_set_grad", x, null);
            s.Call("THSTensor_grad", x);
        }),
        Steps("set_requires_grad", s =>
        {
            var x = s.Make(F("2x3"));
            s.Call("THSTensor_set_requires_grad", x, true);
            s.Call("THSTensor_requires_grad", x);
            s.Call("THSTensor_set_requires_grad", x, false);
            s.Call("THSTensor_requires_grad", x);
        }),
        Call("set_requires_grad", I("2"), true).Fails(),
        Steps("THSAutograd_backward", s =>
        {
            var (x, y) = (s.Make(F("2x3").Grad()), s.Make(F("2x3", 1).Grad()));
            Handle product = s.Call("THSTensor_mul", x, y);
            s.Call("THSAutograd_backward", Tensors(product), Tensors(F("2x3", 2)), true, false, Tensors(x));
            s.Call("THSTensor_grad", x);
            s.Call("THSTensor_grad", y);
            s.Call("THSAutograd_backward", Tensors(product), Tensors(F("2x3", 3)), false, false, NoInts);
            s.Call("THSTensor_grad", x);
            s.Call("THSTensor_grad", y);
            s.Call("THSAutograd_backward", Tensors(product), Tensors(F("2x3", 3)), false, false, NoInts);
        }).Fails(),
        Steps("THSAutograd_grad", s =>
        {
            var (x, y, unused) = (s.Make(F("2x3").Grad()), s.Make(F("2x3", 1).Grad()), s.Make(F("2").Grad()));
            Handle product = s.Call("THSTensor_mul", (Handle)s.Call("THSTensor_mul", x, y), x);
            var gradients = s.Call("THSAutograd_grad", Tensors(product), Tensors(y, x, unused), Tensors(F("2x3", 2)), true, true, true);
            s.Call("THSAutograd_grad", Tensors(gradients[1]), Tensors(x), Tensors(F("2x3", 3)), false, false, false);
        }),
        .. new[] { (true, false), (false, true) }.Select(((bool Retain, bool Create) row) => Steps("THSAutograd_grad", s =>
        {
            var (x, unused) = (s.Make(F("2x3").Grad()), s.Make(F("2").Grad()));
            Handle square = s.Call("THSTensor_mul", x, x);
            s.Call("THSAutograd_grad", Tensors(square), Tensors(unused, x), Tensors(F("2x3", 2)), row.Retain, row.Create, true);
        })),
        Steps("THSAutograd_setGrad", s =>
        {
            var x = s.Make(F("2").Grad());
            s.Call("THSAutograd_isGradEnabled");
            s.Call("THSAutograd_setGrad", false);
            s.Call("THSAutograd_isGradEnabled");
            s.Call("THSTensor_mul", x, x);
            s.Call("THSAutograd_setGrad", true);
            s.Call("THSTensor_mul", x, x);
        }),
        Steps("THSAutograd_getInferenceModeGuard", s =>
        {
            s.Call("THSAutograd_isInferenceModeEnabled");
            Handle guard = s.Call("THSAutograd_getInferenceModeGuard", true);
            s.Call("THSAutograd_isInferenceModeEnabled");
            s.Call("THSAutograd_deleteInferenceModeGuard", guard);
            s.Call("THSAutograd_isInferenceModeEnabled");
        }),
        Steps("THSAutograd_setAnomaly", s =>
        {
            foreach (var (enabled, nan) in new[] { (true, false), (true, true), (false, true) })
            {
                s.Call("THSAutograd_setAnomaly", enabled, nan);
                s.Call("THSAutograd_isAnomalyEnabled");
                s.Call("THSAutograd_shouldCheckNaN");
            }
        }),
        .. Each("silu gelu elu_backward", name => Steps("backward", s =>
        {
            var x = s.Make(F("2x5").Grad());
            Handle y = name == "elu_backward"
                ? s.Call("THSTensor_elu", x, Scalar(1.5), Scalar(0.75), Scalar(2))
                : s.Call(FullName(name), x);
            s.Call("THSTensor_backward", (Handle)s.Call("THSTensor_sum", y, false, 0));
            s.Call("THSTensor_grad", x);
        }).Within(Rounding.Function)),
        Steps("backward", s =>
        {
            var (x, weight, bias) = (s.Make(F("2x4x7x8").Grad()), s.Make(F("6x2x3x2", 1).Grad()), s.Make(F("6", 2).Grad()));
            Handle y = s.Call("THSTensor_conv2d", x, weight, bias, Ints(2, 1), Ints(1, 0), Ints(1, 2), 2);
            s.Call("THSTensor_backward", (Handle)s.Call("THSTensor_sum", (Handle)s.Call("THSTensor_mul", y, y), false, 0));
            foreach (var leaf in new[] { x, weight, bias })
                s.Call("THSTensor_grad", leaf);
        }).Within(Rounding.Solver),
        Steps("backward", s =>
        {
            var (x, weight, bias) = (s.Make(F("4x3x2").Grad()), s.Make(F("3", 1).Grad()), s.Make(F("3", 2).Grad()));
            Handle y = s.Call("THSNN_batch_norm", x, null, null, weight, bias, true, 0.25, 0.5);
            s.Call("THSAutograd_backward", Tensors(y), Tensors(F("4x3x2", 5)), false, false, NoInts);
            foreach (var leaf in new[] { x, weight, bias })
                s.Call("THSTensor_grad", leaf);
        }).Within(Rounding.Sum),
        Steps("clip_grad_norm_", s => Clip(s, parameters => s.Call("THSTensor_clip_grad_norm_", parameters, 0.75, 3.0)))
            .Within(Rounding.Sum),
        Steps("clip_grad_norm_", s => Clip(s, parameters => s.Call("THSTensor_clip_grad_norm_", parameters, 0.75, double.PositiveInfinity)))
            .Within(Rounding.Sum),
        Steps("clip_grad_value_", s => Clip(s, parameters => s.Call("THSTensor_clip_grad_value_", parameters, 0.5))),

        Steps("THSAutograd_CSharpNode_ctor", s => Custom(s, x => Cube.apply(x, 2.0)), CustomFunction),
        Steps("THSAutograd_CSharpNode_ctor", s => Custom(s, x =>
        {
            var parts = SumAndProduct.apply(x, x * 3);
            return parts[0] + parts[1];
        }), CustomFunction),
        Steps("THSAutograd_CSharpNode_ctor", s => Custom(s, x => Doubled.apply(x * 1)), CustomFunction),
        Steps("THSAutograd_CSharpNode_ctor", s => Custom(s, x => Cube.apply(x.detach(), 2.0) + x), CustomFunction),
    ];

    private static void Clip(Session session, Action<Value> clip)
    {
        var (first, second) = (session.Make(F("2x3").Grad()), session.Make(F("4", 1).Grad()));
        session.Call("THSTensor_set_grad", first, F("2x3", 2));
        session.Call("THSTensor_set_grad", second, F("4", 3));
        clip(Tensors(first, second));
        session.Call("THSTensor_grad", first);
        session.Call("THSTensor_grad", second);
    }

    /// <summary>Records the value and the gradient of a function, computed by TorchSharp's C# code.</summary>
    private static void Custom(Session session, Func<Tensor, Tensor> function)
    {
        using (NewDisposeScope())
        {
            using var x = tensor(new[] { 1.5f, -2, 0.25f }, requires_grad: true);
            using var y = function(x);
            session.Observe("value", TensorText.Describe(new Handle(y.Handle, Kind.Tensor)));
            (y * tensor(new[] { 1f, 2, 3 })).sum().backward();
            session.Observe("gradient", TensorText.Describe(new Handle(x.grad!.Handle, Kind.Tensor)));
        }
        // The graph owns the nodes. Finalisers free the remaining objects.
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private sealed class Cube : autograd.SingleTensorFunction<Cube>
    {
        public override string Name => nameof(Cube);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("factor", vars[1]);
            return x * x * x * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var x = ctx.get_saved_variables()[0];
            return [grad_output * x * x * 3 * (double)ctx.get_data("factor"), null!];
        }
    }

    private sealed class SumAndProduct : autograd.MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, y) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([x, y]);
            return [x + y, x * y];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            return [grad_outputs[0] + grad_outputs[1] * saved[1], grad_outputs[0] + grad_outputs[1] * saved[0]];
        }
    }

    private sealed class Doubled : autograd.SingleTensorFunction<Doubled>
    {
        public override string Name => nameof(Doubled);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.mark_dirty([x]);
            return x.mul_(2);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * 2];
    }
}
