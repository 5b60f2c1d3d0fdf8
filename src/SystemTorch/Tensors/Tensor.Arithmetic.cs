using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Scalar scalar) => Op.T("add.Scalar", this, scalar);

        public Tensor add(Scalar scalar, Scalar alpha) => Op.T("add.Scalar", this, scalar, alpha);

        public Tensor add(Tensor target) => Op.T("add.Tensor", this, target);

        public Tensor add(Tensor target, Scalar alpha) => Op.T("add.Tensor", this, target, alpha);

        public Tensor add_(Scalar scalar) => Op.InPlace("add_.Scalar", this, scalar);

        public Tensor add_(Scalar scalar, Scalar alpha) => Op.InPlace("add_.Scalar", this, scalar, alpha);

        public Tensor add_(Tensor target) => Op.InPlace("add_.Tensor", this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Op.InPlace("add_.Tensor", this, target, alpha);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Op.T("addcdiv", this, tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Op.T("addcdiv", this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Op.InPlace("addcdiv_", this, tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.InPlace("addcdiv_", this, tensor1, tensor2, value);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Op.T("addcmul", this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.InPlace("addcmul_", this, tensor1, tensor2, value);

        public Tensor atan2(Tensor other) => Op.T("atan2", this, other);

        public Tensor atan2_(Tensor other) => Op.InPlace("atan2_", this, other);

        public Tensor arctan2(Tensor other) => Op.T("arctan2", this, other);

        public Tensor arctan2_(Tensor other) => Op.InPlace("arctan2_", this, other);

        public Tensor bitwise_and(Tensor other) => Op.T("bitwise_and.Tensor", this, other);

        public Tensor bitwise_and_(Tensor other) => Op.InPlace("bitwise_and_.Tensor", this, other);

        public Tensor bitwise_not() => Op.T("bitwise_not", this);

        public Tensor bitwise_not_() => Op.InPlace("bitwise_not_", this);

        public Tensor bitwise_or(Tensor other) => Op.T("bitwise_or.Tensor", this, other);

        public Tensor bitwise_or_(Tensor other) => Op.InPlace("bitwise_or_.Tensor", this, other);

        public Tensor bitwise_xor(Tensor other) => Op.T("bitwise_xor.Tensor", this, other);

        public Tensor bitwise_xor_(Tensor other) => Op.InPlace("bitwise_xor_.Tensor", this, other);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Op.T("clamp", this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Op.T("clamp.Tensor", this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Op.InPlace("clamp_", this, min, max);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Op.InPlace("clamp_.Tensor", this, min, max);

        public Tensor clamp_max(Scalar max) => Op.T("clamp_max", this, max);

        public Tensor clamp_max_(Scalar max) => Op.InPlace("clamp_max_", this, max);

        public Tensor clamp_min(Scalar min) => Op.T("clamp_min", this, min);

        public Tensor clamp_min_(Scalar min) => Op.InPlace("clamp_min_", this, min);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => Op.T("clip", this, min, max);

        public Tensor copysign(Tensor other) => Op.T("copysign.Tensor", this, other);

        public Tensor copysign_(Tensor other) => Op.InPlace("copysign_.Tensor", this, other);

        public Tensor dist(Tensor other, float p = 2) => Op.T("dist", this, other, p);

        public Tensor float_power(Tensor target) => Op.T("float_power.Tensor_Tensor", this, target);

        public Tensor float_power_(Tensor target) => Op.InPlace("float_power_.Tensor", this, target);

        public Tensor floor_divide(Scalar other) => Op.T("floor_divide.Scalar", this, other);

        public Tensor floor_divide(Tensor other) => Op.T("floor_divide", this, other);

        public Tensor floor_divide_(Scalar other) => Op.InPlace("floor_divide_.Scalar", this, other);

        public Tensor floor_divide_(Tensor other) => Op.InPlace("floor_divide_.Tensor", this, other);

        public Tensor fmax(Tensor other) => Op.T("fmax", this, other);

        public Tensor fmin(Tensor other) => Op.T("fmin", this, other);

        public Tensor fmod(Scalar scalar) => Op.T("fmod.Scalar", this, scalar);

        public Tensor fmod(Tensor target) => Op.T("fmod.Tensor", this, target);

        public Tensor fmod_(Scalar scalar) => Op.InPlace("fmod_.Scalar", this, scalar);

        public Tensor fmod_(Tensor target) => Op.InPlace("fmod_.Tensor", this, target);

        public Tensor hypot(Tensor other) => Op.T("hypot", this, other);

        public Tensor lerp(Tensor end, Tensor weight) => Op.T("lerp.Tensor", this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Op.InPlace("lerp_.Tensor", this, end, weight);

        public Tensor logaddexp(Tensor other) => Op.T("logaddexp", this, other);

        public Tensor logaddexp2(Tensor other) => Op.T("logaddexp2", this, other);

        public Tensor max() => Op.T("max", this);

        public (Tensor, Tensor) max(long dim, bool keepdim = false) => Op.T2("max.dim", this, dim, keepdim);

        public Tensor max(Tensor other) => Op.T("max.other", this, other);

        public Tensor maximum(Tensor other) => Op.T("maximum", this, other);

        public Tensor min() => Op.T("min", this);

        public (Tensor, Tensor) min(long dim, bool keepdim = false) => Op.T2("min.dim", this, dim, keepdim);

        public Tensor min(Tensor other) => Op.T("min.other", this, other);

        public Tensor minimum(Tensor other) => Op.T("minimum", this, other);

        public Tensor mul(Scalar target) => Op.T("mul.Scalar", this, target);

        public Tensor mul(Tensor target) => Op.T("mul.Tensor", this, target);

        public Tensor mul_(Scalar target) => Op.InPlace("mul_.Scalar", this, target);

        public Tensor mul_(Tensor target) => Op.InPlace("mul_.Tensor", this, target);

        public Tensor multiply(Scalar target) => Op.T("multiply.Scalar", this, target);

        public Tensor multiply(Tensor target) => Op.T("multiply.Tensor", this, target);

        public Tensor nextafter(Tensor other) => Op.T("nextafter", this, other);

        public Tensor nextafter_(Tensor other) => Op.InPlace("nextafter_", this, other);

        public Tensor pow(Scalar exponent) => Op.T("pow.Tensor_Scalar", this, exponent);

        public Tensor pow(Tensor exponent) => Op.T("pow.Tensor_Tensor", this, exponent);

        public Tensor pow_(Scalar exponent) => Op.InPlace("pow_.Scalar", this, exponent);

        public Tensor pow_(Tensor exponent) => Op.InPlace("pow_.Tensor", this, exponent);

        public Tensor remainder(Scalar scalar) => Op.T("remainder.Scalar", this, scalar);

        public Tensor remainder(Tensor target) => Op.T("remainder.Tensor", this, target);

        public Tensor remainder_(Scalar scalar) => Op.InPlace("remainder_.Scalar", this, scalar);

        public Tensor remainder_(Tensor target) => Op.InPlace("remainder_.Tensor", this, target);

        public Tensor sub(Scalar target) => Op.T("sub.Scalar", this, target);

        public Tensor sub(Tensor target) => Op.T("sub.Tensor", this, target);

        public Tensor sub_(Scalar target) => Op.InPlace("sub_.Scalar", this, target);

        public Tensor sub_(Tensor target) => Op.InPlace("sub_.Tensor", this, target);

        public Tensor subtract(Scalar target) => Op.T("subtract.Scalar", this, target);

        public Tensor subtract(Tensor target) => Op.T("subtract.Tensor", this, target);

        public Tensor subtract_(Scalar target) => Op.InPlace("subtract_.Scalar", this, target);

        public Tensor subtract_(Tensor target) => Op.InPlace("subtract_.Tensor", this, target);

        public Tensor true_divide(Scalar other) => Op.T("true_divide.Scalar", this, other);

        public Tensor true_divide(Tensor other) => Op.T("true_divide.Tensor", this, other);

        public Tensor true_divide_(Scalar other) => Op.InPlace("true_divide_.Scalar", this, other);

        public Tensor true_divide_(Tensor other) => Op.InPlace("true_divide_.Tensor", this, other);

        public Tensor xlogy(Scalar y) => Op.T("xlogy.Scalar_Other", this, y);

        public Tensor xlogy(Tensor y) => Op.T("xlogy.Tensor", this, y);

        public Tensor xlogy_(Scalar y) => Op.InPlace("xlogy_.Scalar_Other", this, y);

        public Tensor xlogy_(Tensor y) => Op.InPlace("xlogy_.Tensor", this, y);

        public Tensor heaviside(Tensor other) => Op.T("heaviside", this, other);

        public Tensor heaviside_(Tensor other) => Op.InPlace("heaviside_", this, other);
    }
}
