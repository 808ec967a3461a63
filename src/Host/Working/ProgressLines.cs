using System.Globalization;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>Progress for people: one line that is overwritten on a terminal, plain lines a few seconds apart elsewhere.</summary>
internal sealed class ProgressLines(Screen screen, TimeProvider clock) : IProgress<RunProgress>
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private long _lastTime;
    private (string Task, RunPhase Phase)? _last;
    private int _width;

    public void Report(RunProgress value)
    {
        lock (_gate)
        {
            var isNew = _last != (value.Task, value.Phase) || value.Message is not null;
            var pause = screen.IsTerminal ? BetweenFrames : BetweenLines;
            var isLast = value.Training is { } t && t.Step == t.Steps;
            if (!isNew && !isLast && clock.GetElapsedTime(_lastTime) < pause)
                return;
            (_last, _lastTime) = ((value.Task, value.Phase), clock.GetTimestamp());
            Show(Text(value));
        }
    }

    /// <summary>Ends the overwritten line, so that other lines can follow.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            if (screen.IsTerminal && _width > 0)
                screen.Output.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }

    public static string Text(RunProgress progress)
    {
        var what = progress.Training is { } t
            ? string.Create(
                CultureInfo.InvariantCulture, $"step {t.Step}/{t.Steps}  loss {t.Loss:0.000}  {t.ItemsPerSecond:0} items/s  ETA {Clock(t.Remaining)}")
            : progress.Message ?? "";
        return $"{progress.Task,-10} {progress.Phase.ToString().ToLowerInvariant(),-8} {what}".TrimEnd();
    }

    private static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");

    private void Show(string text)
    {
        if (!screen.IsTerminal)
        {
            screen.Line(text);
            return;
        }
        var room = Math.Max(20, Console.WindowWidth - 1);
        var line = text.Length > room ? text[..room] : text;
        screen.Output.Write("\r" + line.PadRight(_width));
        _width = line.Length;
    }
}
