namespace MlopsCl.Learner.Answering;

/// <summary>Takes the next token of an answer.</summary>
/// <param name="question">The question's place in the batch.</param>
/// <param name="token">The token.</param>
/// <param name="logProbability">The natural logarithm of its probability, as the model gives it.</param>
/// <returns>Whether the answer goes on.</returns>
internal delegate bool TokenReceiver(int question, int token, float logProbability);
