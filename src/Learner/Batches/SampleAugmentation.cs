using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Randomness;

namespace MlopsCl.Learner.Batches;

/// <summary>
/// Changes a decoded picture before it is prepared for the vision tower. Called from several threads; must not change the picture it is
/// given.
/// </summary>
/// <param name="image">The decoded picture.</param>
/// <param name="random">Random numbers of this sample in this step.</param>
/// <returns>The changed picture.</returns>
public delegate Rgb24Image SampleAugmentation(Rgb24Image image, SeededRandom random);
