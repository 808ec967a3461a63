namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>
/// Whether an expression's possessive repetitions mean the same as greedy ones: they do where giving characters back could not help, since
/// what follows begins with none of them or can always be empty.
/// </summary>
internal sealed class PossessiveCheck(PatternProgram program, CharacterClasses classes)
{
    /// <summary>Looks through an expression.</summary>
    public bool Passes(PatternNode node) => Passes(node, new Follow([], CanBeEmpty: true));

    private bool Passes(PatternNode node, Follow follow) => node switch
    {
        PatternNode.Sequence sequence => PassesSequence(sequence.Parts, follow),
        PatternNode.Choice choice => choice.Alternatives.All(alternative => Passes(alternative, follow)),
        PatternNode.Repeat { Eagerness: Eagerness.Possessive } repeat =>
            repeat.Body is PatternNode.One one && (follow.CanBeEmpty || (follow.First is { } first && first.All(
                set => classes.AreDisjoint(program.Number(one.Set), program.Number(set))))),
        PatternNode.Repeat repeat => Passes(repeat.Body, repeat.Most == 1 ? follow : FirstOf(repeat.Body, follow).Uncertain()),
        _ => true,
    };

    private bool PassesSequence(IReadOnlyList<PatternNode> parts, Follow follow)
    {
        for (int i = parts.Count - 1; i >= 0; i--)
        {
            if (!Passes(parts[i], follow))
            {
                return false;
            }

            follow = FirstOf(parts[i], follow);
        }

        return true;
    }

    private static Follow FirstOf(PatternNode node, Follow follow) => node switch
    {
        PatternNode.One one => new Follow([one.Set], CanBeEmpty: false),
        PatternNode.Ahead => new Follow(null, CanBeEmpty: false),
        PatternNode.Sequence sequence => sequence.Parts.Reverse().Aggregate(follow, (behind, part) => FirstOf(part, behind)),
        PatternNode.Choice choice => choice.Alternatives.Select(alternative => FirstOf(alternative, follow)).Aggregate(Join),
        PatternNode.Repeat { Least: 0 } repeat => Join(FirstOf(repeat.Body, follow), follow),
        PatternNode.Repeat repeat => FirstOf(repeat.Body, follow),
        _ => follow,
    };

    private static Follow Join(Follow one, Follow other) => new(
        one.First is null || other.First is null ? null : [.. one.First, .. other.First], one.CanBeEmpty || other.CanBeEmpty);

    /// <summary>What may come next.</summary>
    /// <param name="First">The sets that it may begin with; null where that is not known.</param>
    /// <param name="CanBeEmpty">Whether the whole rest of the expression may always be empty.</param>
    private sealed record Follow(IReadOnlyList<CharacterSet>? First, bool CanBeEmpty)
    {
        public Follow Uncertain() => this with { First = null, CanBeEmpty = false };
    }
}
