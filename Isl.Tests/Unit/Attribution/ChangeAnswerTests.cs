using Isl.Grains.Attribution;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using Isl.Tests.Unit.Discovery;
using Isl.Tests.Unit.Fitting;

namespace Isl.Tests.Unit.Attribution;

public sealed class ChangeAnswerTests
{
    private static readonly NamedFamily[] Linear = [new("M", EquationFamily.Linear), new("Y", EquationFamily.Linear)];

    public static TheoryData<ChangeMethod> Methods() => [ChangeMethod.Shapley, ChangeMethod.Robust];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Compute_AnyTables_ContributionsAndResidualAreTheDifference(ChangeMethod method)
    {
        var result = Explain(FitData.Linear(200, 1), FitData.Linear(250, 2, 0.5), Linear, method);

        Assert.Equal(result.Difference, result.Contributions.Sum(one => one.Contribution) + result.Residual, 1e-9);
        Assert.Equal(0, result.Residual, 1e-9);
        Assert.Equal(["P(M | X)", "P(X)", "P(Y | M, X)"], result.Contributions.Select(one => one.Mechanism).Order(StringComparer.Ordinal));
        Assert.All(result.Contributions, one => Assert.True(one.StandardError > 0));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Compute_TablesSwapped_TurnsTheSigns(ChangeMethod method)
    {
        var (before, after) = (FitData.Linear(200, 3), FitData.Linear(200, 4, 1));

        var (there, back) = (Explain(before, after, Linear, method), Explain(after, before, Linear, method));

        Assert.All(there.Contributions, one =>
            Assert.Equal(-one.Contribution, back.Contributions.First(other => other.Variable == one.Variable).Contribution, 1e-9));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Compute_EqualTables_AddNothing(ChangeMethod method)
    {
        var data = FitData.Linear(150, 5);

        Assert.All(Explain(data, data, [], method).Contributions, one =>
        {
            Assert.Equal(0, one.Contribution, 1e-9);
            Assert.Equal(1, one.MechanismTest.PValue, 1e-6);
        });
    }

    [Fact]
    public void Compute_RootShifted_ContributesItsTotalSlopeTimesTheShift()
    {
        var before = FitData.Linear(300, 6);
        var after = Dataset.Create(before.Variables, 300, (column, cells) =>
        {
            // X moves by 2, M and Y follow it along 0.8 and 1.5 · 0.8 − 0.7.
            var move = 2 * (column == 0 ? 1 : column == 1 ? 0.8 : (1.5 * 0.8) - 0.7);
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = before.Column(column)[i] + move;
            }
        });

        var result = Explain(before, after, Linear);

        // The fitted slopes are those of both tables; what they miss of the true ones is in the intercepts.
        var (b, m) = (Slopes(before), Slope(before));
        var root = result.Contributions.First(one => one.Variable == "X");
        Assert.Equal(2 * ((b.M * m) + b.X), root.Contribution, 1e-9);
        Assert.True(root.MechanismTest.PValue < 1e-6);
    }

    [Fact]
    public void Compute_FormsWithDraws_SumUpAndTurnTheirSigns()
    {
        var (before, after) = (Counts(400, 1, 0), Counts(400, 2, 0.7));
        var graph = FitData.Graph("C", "X", "Y", (1, 0), (0, 2), (1, 2));

        var (there, back) = (Explain(before, after, [], graph: graph), Explain(after, before, [], graph: graph));

        Assert.False(there.Exact);
        Assert.Equal(there.Difference, there.Contributions.Sum(one => one.Contribution) + there.Residual, 1e-9);
        Assert.InRange(Math.Abs(there.Residual), 0, 0.05);
        Assert.All(there.Contributions, one =>
            Assert.Equal(-one.Contribution, back.Contributions.First(other => other.Variable == one.Variable).Contribution, 1e-9));
        Assert.Equal("X", there.Contributions[0].Variable);
    }

    private static ChangeResult Explain(
        Dataset before, Dataset after, NamedFamily[] families, ChangeMethod method = ChangeMethod.Shapley, CausalGraph? graph = null)
    {
        var question = new ChangeQuestion(
            graph ?? FitData.Triangle, "Y", [.. families], TableReading.Plain, TableReading.Plain, after.Hash(), method, 1);
        return ChangeAnswer.Compute(before, before.Hash(), after, question, WorkBudget.Unlimited);
    }

    private static Dataset Counts(int rows, int seed, double shift)
    {
        var random = new Random(seed);
        var (x, c, y) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            x[i] = TestData.Gaussian(random) + shift;
            c[i] = Isl.Grains.Models.Distributions.PoissonQuantile.Of(random.NextDouble(), Math.Exp(0.3 + (0.5 * x[i])));
            y[i] = c[i] + (0.5 * x[i]) + TestData.Gaussian(random);
        }

        return new Dataset(["X", "C", "Y"], rows, [.. x, .. c, .. y]);
    }

    private static double Slope(Dataset data) => FitData.Term(FitData.Fit(data, FitData.Question(FitData.Triangle, Linear)), "M", "X");

    private static (double M, double X) Slopes(Dataset data)
    {
        var fit = FitData.Fit(data, FitData.Question(FitData.Triangle, Linear));
        return (FitData.Term(fit, "Y", "M"), FitData.Term(fit, "Y", "X"));
    }
}
