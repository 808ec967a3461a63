using System.Text;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>What a template has printed so far, and what a block inside it prints for itself.</summary>
internal sealed class JinjaOutput(JinjaBudget budget)
{
    private readonly Stack<StringBuilder> _blocks = new([new StringBuilder()]);

    /// <summary>The assistant's parts of the text: first UTF-16 unit and the one behind the last.</summary>
    public List<(int Start, int End)> Spans { get; } = [];

    /// <summary>UTF-16 units printed in the innermost block.</summary>
    public int Length => _blocks.Peek().Length;

    /// <summary>Whether it is printed, and not caught by a block.</summary>
    public bool IsOutermost => _blocks.Count == 1;

    /// <summary>Prints.</summary>
    /// <exception cref="JinjaError">It becomes too long.</exception>
    public void Write(string text)
    {
        StringBuilder block = _blocks.Peek();
        if (block.Length + (long)text.Length > JinjaBudget.LongestText)
        {
            throw new JinjaError($"the output has more than {JinjaBudget.LongestText} characters.");
        }

        budget.Step(1 + (text.Length / 1000));
        block.Append(text);
    }

    /// <summary>Begins to catch what is printed.</summary>
    public void Begin() => _blocks.Push(new StringBuilder());

    /// <summary>Ends that, and gives what was caught.</summary>
    public string End() => _blocks.Pop().ToString();

    /// <summary>All that was printed.</summary>
    public override string ToString() => _blocks.Peek().ToString();
}
