using System.Reflection;
using TorchSharp;

namespace SystemTorch.Tests.Operators;

/// <summary>
/// Which members are operators, and what each of their overloads is tried on: by default square matrices, a dimension 1, a number 2 and so on by type
/// and name of the parameter; otherwise the words of a row below (<see cref="OperatorCall"/>).
/// </summary>
internal static class OperatorTable
{
    // Members that are no operators of their own. Each is tested by name in the class that is named here.
    private static readonly Dictionary<string, string[]> s_elsewhere = new()
    {
        ["Lifetime"] =
        [
            "DecoupleFromNativeHandle", "DetachFromDisposeScope", "Dispose", "MoveToOtherDisposeScope", "MoveToOuterDisposeScope", "UnsafeCreateTensor",
            "NewDisposeScope", "WrappedTensorDisposeScope", "alias", "is_tensor",
        ],
        ["TensorDataTests"] =
        [
            "ReadBytesFromStream", "WriteBytesToStream", "ReadCpuBool", "ReadCpuByte", "ReadCpuDouble", "ReadCpuInt32", "ReadCpuInt64", "ReadCpuSingle",
            "ReadCpuValue", "ToScalar", "ToString", "data", "item", "from_array", "frombuffer", "as_tensor", "tensor", "size", "stride", "dim", "numel",
            "element_size", "storage_offset", "is_contiguous", "is_cpu", "GetHashCode", "index", "index_put_", "set_",
        ],
        ["ConversionTests"] =
        [
            "to", "to_type", "cpu", "cuda", "type", "type_as", "bool", "byte", "char", "short", "int", "long", "half", "bfloat16", "float", "double",
            "is_integral", "is_floating_point", "is_complex", "result_type", "promote_types", "get_default_dtype", "set_default_dtype",
        ],
        ["AutogradTests"] =
        [
            "backward", "requires_grad_", "retain_grad", "with_requires_grad", "detach", "detach_", "no_grad", "enable_grad", "set_grad_enabled",
            "is_grad_enabled", "inference_mode", "is_inference_mode_enabled",
        ],
        ["GeneratorTests"] = ["manual_seed", "seed", "initial_seed", "get_rng_state", "set_rng_state"],
        ["DeviceTests"] =
        [
            "device", "InitializeDevice", "InitializeDeviceType", "TryInitializeDeviceType", "cuda_is_available", "get_default_device", "set_default_device",
            "CheckForErrors", "get_num_threads", "set_num_threads", "get_num_interop_threads", "set_num_interop_threads",
        ],
        ["FactoryTests"] = ["empty", "empty_like", "new_empty", "normal"],
    };

    private static readonly HashSet<string> s_factories =
        ["zeros", "ones", "full", "rand", "randn", "randint", "normal", "new_zeros", "new_full", "eye"];

    private static readonly Lazy<HashSet<string>> s_listed = new(() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Operators", "operators.txt")).Where(line => line.Length > 0)]);

    private static readonly Lazy<IReadOnlyList<OperatorCall>> s_calls = new(() => [.. Methods().SelectMany(CallsOf)]);

    // Overloads that the default words do not suit, by name, or by name and parameter types. The first word of an instance method is what it is called on.
    private static readonly Dictionary<string, string[]> s_rows = OperatorRows.All;

    internal static IReadOnlyList<OperatorCall> Calls => s_calls.Value;

    /// <summary>The overloads that are listed in operators.txt, each of which the engine must have.</summary>
    internal static IEnumerable<MethodInfo> Methods() => Members().Where(method => s_listed.Value.Contains(Signature(method)));

    /// <summary>What the list and the engine's members differ in, besides those that are tested by name elsewhere.</summary>
    internal static (IReadOnlyList<string> Missing, IReadOnlyList<string> Unlisted) Compare()
    {
        var members = Members().Where(IsOperator).Select(Signature).ToHashSet();
        return ([.. s_listed.Value.Except(members).Order(StringComparer.Ordinal)], [.. members.Except(s_listed.Value).Order(StringComparer.Ordinal)]);
    }

    /// <summary>"torch.Tensor.add(Tensor, Scalar)".</summary>
    internal static string Signature(MethodInfo method)
    {
        var owner = method.DeclaringType!.DeclaringType is { } outer ? $"{outer.Name}.{method.DeclaringType.Name}" : method.DeclaringType.Name;
        return $"{owner}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => NameOf(p.ParameterType)))})";
    }

    private static IEnumerable<MethodInfo> Members() =>
        new[] { typeof(torch.Tensor), typeof(torch), typeof(torch.linalg) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName);

    // A span can't be passed by reflection; such overloads lead to the array's.
    private static bool IsOperator(MethodInfo method) =>
        !method.IsGenericMethod && !method.GetParameters().Any(p => p.ParameterType.IsByRefLike) && !s_elsewhere.Values.Any(names => names.Contains(method.Name));

    internal static bool IsFactory(MethodInfo method) => s_factories.Contains(method.Name);

    internal static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(',', type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;

    private static IEnumerable<OperatorCall> CallsOf(MethodInfo method)
    {
        foreach (var row in Rows(method))
        {
            var words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
            var self = "x";
            if (!method.IsStatic && words.Count > 0)
            {
                self = words[0];
                words.RemoveAt(0);
            }
            // A row of another overload of the name may be too long for this one, or leave out what this one requires.
            if (Complete(method, words) is { } complete)
                yield return new OperatorCall(method, self, complete);
        }
    }

    private static string[] Rows(MethodInfo method)
    {
        var types = method.GetParameters().Select(p => NameOf(p.ParameterType)).ToArray();
        var owner = method.DeclaringType == typeof(torch.linalg) ? "linalg." : "";
        // A function of torch whose first argument is the tensor takes the method's row.
        var rest = method.IsStatic && types is ["Tensor", ..] ? types[1..] : types;
        string[] keys = [$"{method.Name}({string.Join(',', types)})", $"{method.Name}({string.Join(',', rest)})", method.Name];
        var key = keys.Select(k => owner + k).Concat(keys).FirstOrDefault(s_rows.ContainsKey);
        return key is null ? Default(method) : s_rows[key];
    }

    // Once with the required arguments alone, once with all of them.
    private static string[] Default(MethodInfo method)
    {
        var self = method.IsStatic ? "" : "x";
        var optional = method.GetParameters().Any(p => p.IsOptional);
        return optional ? [$"{self} …", $"{self} … all"] : [$"{self} …"];
    }

    private static List<string>? Complete(MethodInfo method, List<string> given)
    {
        var parameters = method.GetParameters();
        if (given.Contains("…"))
        {
            var tensors = new Queue<string>(method.IsStatic ? ["x", "y", "z", "spd"] : ["y", "z", "spd"]);
            return [.. parameters.Select(p => p.IsOptional && !given.Contains("all") ? "-" : Default(p, tensors))];
        }
        if (given.Count > parameters.Length || parameters.Skip(given.Count).Any(p => !p.IsOptional))
            return null;
        return [.. given, .. Enumerable.Repeat("-", parameters.Length - given.Count)];
    }

    private static string Default(ParameterInfo parameter, Queue<string> tensors)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(torch.Tensor))
            return parameter.Name == "out" ? "-" : tensors.Dequeue();
        if (type == typeof(torch.Generator))
            return "seed";
        if (type == typeof(torch.ScalarType))
            return "f64";
        if (type == typeof(torch.Device) || type == typeof(string[]) || parameter.Name == "requires_grad")
            return "-";
        if (type == typeof(bool))
            return parameter.DefaultValue is true ? "false" : "true";
        if (type == typeof(long[]) || type == typeof(torch.Size))
            return parameter.Name!.StartsWith("dim", StringComparison.Ordinal) ? "[0,1]" : "[2,3]";
        if (type == typeof(double) || type == typeof(float))
            return "0.5";
        if (type == typeof(Scalar))
            return "1.5";
        return parameter.Name!.Contains("dim", StringComparison.Ordinal) ? "1" : "2";
    }
}
