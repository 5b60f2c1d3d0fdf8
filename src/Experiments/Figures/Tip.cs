namespace Experiments.Figures;

/// <summary>What a place of a figure says when it is pointed at, in a page with a script.</summary>
/// <param name="Text">The words; line feeds part lines.</param>
/// <param name="Link">Where a click leads; empty for nowhere.</param>
public sealed record Tip(string Text, string Link = "");
