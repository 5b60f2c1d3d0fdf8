using System.Reflection;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>The metadata attributes of a listed type.</summary>
internal static class TypeFlags
{
    public static TypeAttributes Of(ApiType type, bool isNested, bool isHidden, bool isSealed)
    {
        var visibility = (isNested, isHidden) switch
        {
            (true, true) => TypeAttributes.NestedAssembly,
            (true, false) => TypeAttributes.NestedPublic,
            (false, true) => TypeAttributes.NotPublic,
            (false, false) => TypeAttributes.Public,
        };
        return visibility | (isSealed ? TypeAttributes.Sealed : 0) | type.Kind switch
        {
            TypeKind.StaticClass => TypeAttributes.Abstract | TypeAttributes.Sealed,
            TypeKind.AbstractClass => TypeAttributes.Abstract,
            TypeKind.Interface => TypeAttributes.Interface | TypeAttributes.Abstract,
            TypeKind.Struct => TypeAttributes.Sealed | TypeAttributes.SequentialLayout,
            TypeKind.Enum or TypeKind.Delegate => TypeAttributes.Sealed,
            _ => TypeAttributes.Class,
        };
    }
}
