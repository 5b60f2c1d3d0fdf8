namespace Experiments.Options.Reading;

/// <summary>A JSON value with its position in the source. A number keeps its text.</summary>
internal abstract record Node(Origin Origin);

/// <summary>An object with unique names, in the order of the file.</summary>
internal sealed record ObjectNode(Origin Origin, IReadOnlyList<Member> Members) : Node(Origin)
{
    public Member? Find(string name) => Members.FirstOrDefault(member => member.Name == name);

    /// <summary>Returns a copy with the member added. A member with the same name is replaced and keeps its position.</summary>
    public ObjectNode With(Member member) => this with
    {
        Members = Find(member.Name) is null
            ? [.. Members, member]
            : [.. Members.Select(old => old.Name == member.Name ? member : old)],
    };

    public ObjectNode Without(params string[] names) => this with { Members = [.. Members.Where(member => !names.Contains(member.Name))] };
}

internal sealed record Member(string Name, Origin Origin, Node Value);

internal sealed record ListNode(Origin Origin, IReadOnlyList<Node> Items) : Node(Origin);

/// <param name="Bare">Whether the text is an unquoted word from the command line, such as <c>relu</c>.</param>
internal sealed record TextNode(Origin Origin, string Value, bool Bare = false) : Node(Origin);

/// <summary>A number, as it was written.</summary>
internal sealed record NumberNode(Origin Origin, string Text) : Node(Origin);

internal sealed record BooleanNode(Origin Origin, bool Value) : Node(Origin);

internal sealed record NullNode(Origin Origin) : Node(Origin);
