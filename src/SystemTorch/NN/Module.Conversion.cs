using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            internal Module _to(Device device, ScalarType dtype, bool non_blocking) => Convert(dtype, device, non_blocking);

            internal Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                Convert(null, new Device(deviceType, deviceIndex), non_blocking);

            internal Module _to(ScalarType dtype, bool non_blocking) => Convert(dtype, null, non_blocking);

            /// <summary>Converts in place; null leaves the element type or the device as it is. Modules that know their parts override it.</summary>
            internal virtual Module Convert(ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (dtype is { } type && !is_floating_point(type) && !is_complex(type))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={type}");
                if (device is not null)
                {
                    if (device.type != DeviceType.CUDA) device = new Device(device.type, -1);
                    else if (!cuda.is_available()) throw new InvalidOperationException("CUDA is not available.");
                    if (dtype is null && device.type == _deviceType && device.index == _deviceIndex) return this;
                }
                _toEpilog(dtype, device, non_blocking);
                return this;
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Converts the children, then the module's own tensors, and puts the new ones where the old ones were held.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (dtype is null && device is null) throw new ArgumentNullException(nameof(dtype), "dtype and device are both null");
                foreach (var (_, child) in named_children()) child.Convert(dtype, device, non_blocking);

                var fields = FieldsOf(GetType()).ToDictionary(field => field.ComponentName());
                var properties = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(property => property.Name);

                foreach (var (key, parameter) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var replacement)) continue;
                    if (properties.TryGetValue(key, out var property))
                    {
                        property.SetValue(this, replacement);
                        continue;
                    }
                    parameter.Dispose();
                    ConditionallyRegisterParameter(key, replacement);
                    if (fields.TryGetValue(key, out var field)) field.SetValue(this, replacement);
                }

                foreach (var (key, buffer) in named_buffers(false).ToList())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var replacement)) continue;
                    if (properties.TryGetValue(key, out var property))
                    {
                        property.SetValue(this, replacement);
                        continue;
                    }
                    ConditionallyRegisterBuffer(key, replacement);
                    if (fields.TryGetValue(key, out var field)) field.SetValue(this, replacement);
                }

                if (device is not null) (_deviceType, _deviceIndex) = (device.type, device.index);
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                if (!WillCopy(buffer, dtype ?? buffer.dtype, device ?? buffer.device)) return false;
                result = buffer.to(TargetType(buffer, dtype), device ?? buffer.device, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            /// <summary>A new leaf with the converted value and gradient; the caller disposes the old parameter.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                var targetDevice = device ?? param.device;
                using var grad = param.grad;
                if (!WillCopy(param, dtype ?? param.dtype, targetDevice)
                    && (grad is null || !WillCopy(grad, dtype ?? param.dtype, targetDevice)))
                    return false;

                var targetType = TargetType(param, dtype);
                using var _ = no_grad(); // the move itself is no part of the graph: the result must be a leaf
                p = new Parameter(param.to(targetType, targetDevice), param.requires_grad);
                p.DetachFromDisposeScope();
                if (grad is not null)
                {
                    using var converted = grad.to(targetType, targetDevice).with_requires_grad(grad.requires_grad);
                    p.grad = converted;
                }
                return true;
            }

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            internal T MoveModule<T>(Device? device, ScalarType? dtype) where T : Module
            {
                var (targetDevice, targetType) = GetDefaultDeviceAndType(device, dtype);
                return (T)_to(targetDevice, targetType, false);
            }

            private static ScalarType TargetType(Tensor tensor, ScalarType? dtype) =>
                dtype is { } wanted && (is_floating_point(tensor.dtype) || is_complex(tensor.dtype)) ? wanted : tensor.dtype;

            private static bool WillCopy(Tensor tensor, ScalarType dtype, Device device) =>
                tensor.dtype != dtype || tensor.device_type != device.type
                || (device.type == DeviceType.CUDA && device.index >= 0 && tensor.device_index != device.index);
        }
    }
}
