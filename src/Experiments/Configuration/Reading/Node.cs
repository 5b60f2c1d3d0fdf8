namespace Experiments.Configuration.Reading;

/// <summary>A JSON value that remembers where it was written; numbers keep their text.</summary>
internal abstract record Node(Origin Origin);

/// <summary>An object; its members in the order of the file, no name twice.</summary>
internal sealed record ObjectNode(Origin Origin, IReadOnlyList<Member> Members) : Node(Origin)
{
    /// <summary>The member of that name, or null.</summary>
    public Member? Find(string name) => Members.FirstOrDefault(member => member.Name == name);

    /// <summary>The object with a member added, or replaced where it was.</summary>
    public ObjectNode With(Member member) => this with
    {
        Members = Find(member.Name) is null
            ? [.. Members, member]
            : [.. Members.Select(old => old.Name == member.Name ? member : old)],
    };

    /// <summary>The object without the members of these names.</summary>
    public ObjectNode Without(params string[] names) => this with { Members = [.. Members.Where(member => !names.Contains(member.Name))] };
}

/// <summary>A key with its value.</summary>
internal sealed record Member(string Name, Origin Origin, Node Value);

/// <summary>An array.</summary>
internal sealed record ListNode(Origin Origin, IReadOnlyList<Node> Items) : Node(Origin);

/// <summary>A string.</summary>
/// <param name="Origin">Where it was written.</param>
/// <param name="Value">The text.</param>
/// <param name="Bare">Whether it is a word of the command line that is not JSON, such as <c>relu</c> without quotes.</param>
internal sealed record TextNode(Origin Origin, string Value, bool Bare = false) : Node(Origin);

/// <summary>A number, as it was written.</summary>
internal sealed record NumberNode(Origin Origin, string Text) : Node(Origin);

/// <summary>true or false.</summary>
internal sealed record BooleanNode(Origin Origin, bool Value) : Node(Origin);

/// <summary>null.</summary>
internal sealed record NullNode(Origin Origin) : Node(Origin);
