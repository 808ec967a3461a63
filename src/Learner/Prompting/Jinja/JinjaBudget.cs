using System.Runtime.CompilerServices;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>What one rendering may use up, so that no template, whoever wrote it, takes a machine's time or memory away.</summary>
internal sealed class JinjaBudget
{
    /// <summary>Most characters of any text, the output included.</summary>
    public const int LongestText = 1 << 23;

    /// <summary>Most elements of a list.</summary>
    public const int LongestList = 100_000;

    private const int MostSteps = 1_000_000;
    private const long MostCharacters = 1L << 28;
    private const int DeepestCall = 40;

    private int _steps;
    private long _characters;
    private int _calls;

    /// <summary>Counts a step.</summary>
    /// <exception cref="JinjaError">There were too many.</exception>
    public void Step(int steps = 1)
    {
        _steps += steps;
        if (_steps > MostSteps)
        {
            throw new JinjaError($"the template takes more than {MostSteps} steps; it repeats too much.");
        }
    }

    /// <summary>Counts a text that was made.</summary>
    /// <exception cref="JinjaError">It is too long, or all texts together are.</exception>
    public void Text(long length)
    {
        _characters += length;
        if (length > LongestText || _characters > MostCharacters)
        {
            throw new JinjaError($"a text would have {length} characters; at most {LongestText} may be made at once, and {MostCharacters} in all.");
        }
    }

    /// <summary>Counts the elements of a list that was made.</summary>
    /// <exception cref="JinjaError">There are too many.</exception>
    public void Elements(long count)
    {
        if (count > LongestList)
        {
            throw new JinjaError($"a list would have {count} elements and may have at most {LongestList}.");
        }

        Step((int)Math.Max(count, 0));
    }

    /// <summary>Ends what is nested so deeply that the stack would not hold it.</summary>
    /// <exception cref="JinjaError">It is.</exception>
    public static void ThrowIfTooDeep()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JinjaError("expressions and statements are nested too deeply; set parts of them to variables.");
        }
    }

    /// <summary>Enters a call.</summary>
    /// <exception cref="JinjaError">Calls are nested too deeply.</exception>
    public void Enter()
    {
        if (++_calls > DeepestCall)
        {
            throw new JinjaError($"calls are nested more than {DeepestCall} deep; a macro calls itself without end.");
        }
    }

    /// <summary>Leaves a call.</summary>
    public void Leave() => _calls--;
}
