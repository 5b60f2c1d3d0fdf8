namespace Experiments.Cli.Tests.Terminal;

public sealed class PlanningLineTests
{
    [Fact]
    public void The_line_is_overwritten_in_place_and_shows_the_progress_of_planning()
    {
        var terminal = new FixedTerminal(40);
        var line = new PlanningLine(terminal.Console);
        line.Begin("sweep.json");
        line.Checked(1, 1200);
        line.Checked(2, 1200);
        line.Checked(1200, 1200);
        line.Clear();
        // The line is not updated more often than every tenth of a second. In this test, the carriage return before each text counts as a
        // line ending.
        Assert.Equal(["", "reading sweep.json …", "checking the cells: 1 of 1,200 points …", "checking the cells:…0 of 1,200 points …", ""],
            terminal.Text.Split("\n\u001b[2K"));
    }
}
