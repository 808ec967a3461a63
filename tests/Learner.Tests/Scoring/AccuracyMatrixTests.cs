using System.Text.Json;
using MlopsCl.Learner.Scoring;

namespace MlopsCl.Learner.Tests.Scoring;

public sealed class AccuracyMatrixTests
{
    private static readonly double[][] s_three = [[0.9], [0.6, 0.8], [0.7, 0.5, 0.95]];

    // By hand: best of (0.9, 0.6) is 0.9, minus 0.7 = 0.2; best of (0.8) minus 0.5 = 0.3; mean 0.25.
    [Fact]
    public void Forgetting_CountsFromTheBestSoFar() => Assert.Equal(0.25, AccuracyMatrix.Forgetting(s_three), 12);

    [Fact]
    public void Forgetting_CountsFromTheBest_EvenWhenItCameLaterThanTheFirst()
    {
        double[][] matrix = [[0.5], [0.9, 0.8], [0.7, 0.8, 0.95]];
        Assert.Equal((0.2 + 0.0) / 2, AccuracyMatrix.Forgetting(matrix), 12);
        Assert.Equal(-0.2, AccuracyMatrix.FirstMinusLast(matrix)[0], 12);
    }

    [Fact]
    public void AverageAccuracy_IsTheMeanOfTheLastRow() => Assert.Equal((0.7 + 0.5 + 0.95) / 3, AccuracyMatrix.AverageAccuracy(s_three), 12);

    [Fact]
    public void LearningAccuracy_IsTheMeanOfTheDiagonal() => Assert.Equal((0.9 + 0.8 + 0.95) / 3, AccuracyMatrix.LearningAccuracy(s_three), 12);

    [Fact]
    public void MeanAverageAccuracy_IsTheMeanOfTheRowsMeans() =>
        Assert.Equal((0.9 + 0.7 + (0.7 + 0.5 + 0.95) / 3) / 3, AccuracyMatrix.MeanAverageAccuracy(s_three), 12);

    [Fact]
    public void BackwardTransfer_IsLastMinusFirst() => Assert.Equal((-0.2 + -0.3) / 2, AccuracyMatrix.BackwardTransfer(s_three), 12);

    public static TheoryData<int> Fixtures => [.. Enumerable.Range(0, Fixture().GetArrayLength())];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void FirstMinusLast_EqualsAvalanche(int index)
    {
        var (matrix, expected) = Case(index);
        var actual = AccuracyMatrix.FirstMinusLast(matrix);
        Assert.Equal(expected.Length, actual.Count);
        for (var j = 0; j < expected.Length; j++)
            Assert.Equal(expected[j], actual[j], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void BackwardTransfer_IsMinusTheMeanOfAvalanchesForgetting(int index)
    {
        var (matrix, expected) = Case(index);
        Assert.Equal(expected.Length == 0 ? 0 : -expected.Average(), AccuracyMatrix.BackwardTransfer(matrix), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void BackwardTransfer_IsTheGapBetweenLastAndDiagonal_TimesTOverTMinusOne(int index)
    {
        var (matrix, _) = Case(index);
        var tasks = matrix.Length;
        var expected = tasks == 1 ? 0 : (AccuracyMatrix.AverageAccuracy(matrix) - AccuracyMatrix.LearningAccuracy(matrix)) * tasks / (tasks - 1);
        Assert.Equal(expected, AccuracyMatrix.BackwardTransfer(matrix), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Forgetting_IsAtLeastMinusBackwardTransfer(int index)
    {
        var (matrix, _) = Case(index);
        Assert.True(AccuracyMatrix.Forgetting(matrix) >= -AccuracyMatrix.BackwardTransfer(matrix) - 1e-12);
    }

    [Fact]
    public void NotANumber_StaysNotANumber()
    {
        double[][] matrix = [[double.NaN], [0.6, 0.8], [0.7, 0.5, 0.95]];
        Assert.True(double.IsNaN(AccuracyMatrix.Forgetting(matrix)));
        Assert.True(double.IsNaN(AccuracyMatrix.BackwardTransfer(matrix)));
        Assert.True(double.IsNaN(AccuracyMatrix.AverageAccuracy([[0.5], [double.NaN, 0.5]])));
    }

    [Fact]
    public void ShortRow_IsRefusedWithItsNumber()
    {
        var error = Assert.Throws<ArgumentException>(() => AccuracyMatrix.Forgetting([[0.5], [0.5]]));
        Assert.Contains("Row 1", error.Message);
        Assert.Throws<ArgumentException>(() => AccuracyMatrix.AverageAccuracy([]));
    }

    private static JsonElement Fixture() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "continual", "expected.json"))).RootElement;

    private static (double[][] Matrix, double[] Avalanche) Case(int index)
    {
        var element = Fixture()[index];
        return (
            [.. element.GetProperty("matrix").EnumerateArray().Select(r => r.EnumerateArray().Select(v => v.GetDouble()).ToArray())],
            [.. element.GetProperty("avalanche_forgetting_per_task").EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Number).Select(
                v => v.GetDouble())]);
    }
}
