namespace MlopsCl.Learner.Tokenization;

/// <summary>A text as tokens, each with the range of the text's characters that it stands for.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="Places">First UTF-16 unit of each and the one behind its last; both 0 for tokens that were put around the text.</param>
internal sealed record EncodedText(int[] Ids, (int Start, int End)[] Places);
