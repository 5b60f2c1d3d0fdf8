namespace Experiments.Figures;

/// <summary>Text shown when a place of a figure is pointed at, in a page with a script.</summary>
/// <param name="Text">The text; line feeds separate lines.</param>
/// <param name="Link">Target of a click; empty for none.</param>
public sealed record Tip(string Text, string Link = "");
