using System.Reflection.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Binding;

/// <summary>
/// Checks that code compiled against TorchSharp's complete API runs on a part of it: everything that the code refers to must be there
/// with the same signature, or the runtime would fail at the first call.
/// </summary>
/// <param name="complete">The complete API, to name what is missing as the list does.</param>
/// <param name="part">The API of the assembly that the code will run on.</param>
public sealed class BindingCheck(IReadOnlyList<ApiType> complete, IReadOnlyList<ApiType> part)
{
    private readonly MemberIndex _complete = new(complete);
    private readonly MemberIndex _part = new(part);

    /// <summary>The list's lines of all that is missing, in ordinal order; what is not on the list either is named by its signature.</summary>
    public IReadOnlyList<string> FindMissing(MetadataReader user)
    {
        var references = new TorchSharpReferences(user);
        var types = references.Types.Where(t => _part.FindType(t) is null)
            .Select(t => _complete.FindType(t) is { } type ? ApiListWriter.Line(type) : t);
        var members = references.Members().Concat(OverriddenMembers.Of(user, _complete)).Where(u => _part.Find(u.Owner, u.Key) is null)
            .Select(u => _complete.Find(u.Owner, u.Key) is var (type, member) ? ApiListWriter.Line(type, member) : $"{u.Owner.Name}: {u.Key}");
        return [.. types.Concat(members).Distinct().Order(StringComparer.Ordinal)];
    }
}
