using System.Globalization;
using Spectre.Console;

namespace MlopsCl.Host;

/// <summary>The accuracy matrix as a table, in percent.</summary>
internal static class MatrixTable
{
    public static void Write(DemoReport report, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        var table = new Table().AddColumn("after");
        foreach (var task in report.Tasks)
            table.AddColumn(new TableColumn(task).RightAligned());
        for (var i = 0; i < report.Matrix.Count; i++)
        {
            var cells = report.Matrix[i].Select(a => (a * 100).ToString("0.0", CultureInfo.InvariantCulture));
            table.AddRow([report.Tasks[i], .. cells]);
        }
        if (report.Matrix.Count > 0)
            console.Write(table);
    }
}
