using Isl.Grains.Data;
using Isl.Grains.Discovery;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Auto;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

public sealed class AutoMethodTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_GaussianNoise_TakesGes(int seed)
    {
        var choice = Run(TestData.Chain(1000, 6, seed));

        Assert.Equal(DiscoveryAlgorithm.Ges, choice.Algorithm);
        Assert.Contains("of the 6 residuals of GES's graph", choice.Choice!.Text, StringComparison.Ordinal);
        Assert.InRange(choice.NonGaussianity!.Value, 0.01, 1);
        Assert.False(choice.IsCutShort);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_ExponentialNoise_TakesLingamAndFindsTheDirections(int seed)
    {
        var choice = Run(TestData.Chain(1000, 6, seed, gaussian: false));

        Assert.Equal(DiscoveryAlgorithm.Lingam, choice.Algorithm);
        Assert.Contains("of the 6 residuals", choice.Choice!.Text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 5), from => Assert.True(choice.Edges[from, from + 1]));
    }

    [Fact]
    public void Run_ColumnsInOtherUnits_TakesTheSame()
    {
        foreach (var gaussian in new[] { true, false })
        {
            var data = TestData.Chain(500, 5, 4, gaussian);
            var scaled = Dataset.Create(data.Variables, data.Rows, (column, cells) =>
            {
                for (var row = 0; row < cells.Length; row++)
                {
                    cells[row] = (data.Column(column)[row] * Math.Pow(1000, column - 2)) + (5 * column);
                }
            });

            var (first, second) = (Run(data), Run(scaled));

            Assert.Equal(first.Algorithm, second.Algorithm);
            Assert.True(first.Edges.SameAs(second.Edges));
        }
    }

    [Fact]
    public void Run_Categories_TakesPcWithATestForThem()
    {
        var data = Categories();

        var usual = Run(data);
        var asked = Run(data, new DiscoveryQuestion { CiTest = CiTest.FisherZ });

        Assert.Equal((DiscoveryAlgorithm.Pc, CiTest.GSquare), (usual.Algorithm, usual.Test));
        Assert.StartsWith("auto chose pc with the G² test: every column holds a few whole numbers", usual.Choice!.Text, StringComparison.Ordinal);
        Assert.Equal((DiscoveryAlgorithm.Pc, CiTest.FisherZ), (asked.Algorithm, asked.Test));
        Assert.Contains("Fisher's z, as ci_test says", asked.Choice!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TestForCategoriesAsked_TakesPc()
    {
        var choice = Run(Categories(), new DiscoveryQuestion { CiTest = CiTest.ChiSquare });

        Assert.Equal((DiscoveryAlgorithm.Pc, CiTest.ChiSquare), (choice.Algorithm, choice.Test));
        Assert.Contains("ci_test asks", choice.Choice!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 6)]
    [InlineData(10, 6)]
    [InlineData(12, 1)]
    [InlineData(25, 20)]
    public void Run_FewRows_Answers(int rows, int columns)
    {
        foreach (var gaussian in new[] { true, false })
        {
            var choice = Run(TestData.Chain(rows, columns, 5, gaussian));

            Assert.StartsWith("auto chose", choice.Choice!.Text, StringComparison.Ordinal);
            Assert.True(rows >= AutoSelection.ScoreRowsPerColumn * columns || choice.Algorithm != DiscoveryAlgorithm.Ges);
        }
    }

    [Fact]
    public void Run_ManyColumns_TakesPc()
    {
        var choice = Run(TestData.Simulate(300, 120, 6, gaussian: false, (from, to) => from == to - 1 && to % 4 != 0));

        Assert.Equal(DiscoveryAlgorithm.Pc, choice.Algorithm);
        Assert.Null(choice.NonGaussianity);
        Assert.Contains("with 120 columns", choice.Choice!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_PriorKnowledge_IsKept(bool gaussian)
    {
        var constraints = new EdgeConstraints(5, [(3, 2)], [(0, 1)]);

        var choice = Run(TestData.Chain(800, 5, 7, gaussian), constraints: constraints);

        Assert.True(choice.Edges[3, 2]);
        Assert.False(choice.Edges[0, 1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_ColumnsThatDetermineEachOther_Answers(bool gaussian)
    {
        var data = TestData.Chain(400, 4, 8, gaussian);
        var redundant = Dataset.Create([.. data.Variables, "Copy", "Sum"], data.Rows, (column, cells) =>
        {
            for (var row = 0; row < cells.Length; row++)
            {
                cells[row] = column < 4 ? data.Column(column)[row]
                    : column == 4 ? -2 * data.Column(0)[row]
                    : data.Column(1)[row] + data.Column(3)[row];
            }
        });

        Assert.StartsWith("auto chose", Run(redundant).Choice!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BudgetSpent_AnswersWithWhatThereIsAndSaysSo()
    {
        var data = TestData.Chain(500, 6, 9, gaussian: false);

        var choice = Run(data, budget: new WorkBudget(new CancellationToken(canceled: true), Test));

        Assert.Equal(DiscoveryAlgorithm.Ges, choice.Algorithm);
        Assert.True(choice.IsCutShort);
        Assert.Contains("no time", choice.Choice!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_Auto_GivesTheChosenAlgorithmsAnswerAndTheReason()
    {
        var data = TestData.Chain(1000, 5, 10, gaussian: false);

        var auto = DiscoveryAnswer.Compute(data, new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Auto }, 10, WorkBudget.Until(Test));
        var own = DiscoveryAnswer.Compute(data, new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Lingam }, 10, WorkBudget.Until(Test));

        Assert.Equal("lingam", auto.AlgorithmUsed);
        Assert.StartsWith("auto chose lingam: ", auto.Explanation.Reasoning, StringComparison.Ordinal);
        Assert.Contains("of the 5 residuals of GES's graph", auto.Explanation.Reasoning, StringComparison.Ordinal);
        Assert.EndsWith(own.Explanation.Reasoning, auto.Explanation.Reasoning, StringComparison.Ordinal);
        Assert.Equal(own.Dag.Edges.Select(edge => $"{edge[0]} -> {edge[1]}"), auto.Dag.Edges.Select(edge => $"{edge[0]} -> {edge[1]}"));
        Assert.False(auto.Completion.IsCutShort);
    }

    private static GraphEstimate Run(
        Dataset data,
        DiscoveryQuestion? question = null,
        EdgeConstraints? constraints = null,
        WorkBudget? budget = null) => SearchTable.Of(DiscoveryAlgorithm.Auto).Run(
            new SearchInput(data.Variables, DatasetMoments.Of(data, Test), data),
            question ?? new DiscoveryQuestion(),
            constraints ?? EdgeConstraints.None(data.Columns),
            null,
            budget ?? WorkBudget.Until(Test));

    private static Dataset Categories()
    {
        var random = new Random(11);
        return Dataset.Create(["A", "B", "C"], 300, (_, cells) =>
        {
            foreach (ref var cell in cells)
            {
                cell = random.Next(3);
            }
        });
    }
}
