using Isl.Api.Requests;
using Isl.Api.Requests.Tables;
using Isl.Grains.Discovery;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Discovery;

/// <summary>Every input of the degenerate reference set is refused with the place named, or answered with the caveat it calls for.</summary>
public sealed class DegenerateDataTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("constant_column", "X3")]
    [InlineData("missing_cell", "Data row 18", "X2")]
    [InlineData("infinite_cell", "is infinite")]
    [InlineData("too_few_rows", "1 row;")]
    [InlineData("header_only", "0 rows")]
    [InlineData("text_cell", "Data row 2", "X2", "abc")]
    [InlineData("ragged_rows", "Line 3", "number 2")]
    [InlineData("duplicate_names", "twice")]
    public void ToDataset_UnusableTable_NamesThePlace(string id, params string[] says)
    {
        var error = Assert.Throws<InputException>(() => Read(id));

        Assert.All(says, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("duplicate_column", "X2 and X4 are perfectly collinear")]
    [InlineData("exact_linear_combination", "exact linear combination")]
    [InlineData("fewer_rows_than_columns", "far too few")]
    [InlineData("wild_units", null)]
    [InlineData("two_variables", null)]
    [InlineData("one_variable", null)]
    [InlineData("independent_columns", null)]
    public void Compute_DifficultTable_IsFiniteAcyclicAndSaysWhatIsWrong(string id, string? caveat)
    {
        foreach (var algorithm in Enum.GetValues<DiscoveryAlgorithm>())
        {
            var result = DiscoveryAnswer.Compute(Read(id), Question(algorithm), 30, WorkBudget.Until(Test));

            AssertAcyclic(result.Dag);
            Assert.All(result.EdgesDetail, edge => Assert.True(double.IsFinite(edge.Weight!.Value)));
            if (caveat is not null)
            {
                Assert.Contains(result.Explanation.Caveats, text => text.Contains(caveat, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Compute_IndependentColumns_NotearsFindsNoEdge() =>
        Assert.Empty(
            DiscoveryAnswer.Compute(Read("independent_columns"), Question(DiscoveryAlgorithm.Notears), 30, WorkBudget.Until(Test)).Dag.Edges);

    [Fact]
    public void Compute_TwoVariables_NotearsDrawsOneEdge() =>
        Assert.Single(DiscoveryAnswer.Compute(Read("two_variables"), Question(DiscoveryAlgorithm.Notears), 30, WorkBudget.Until(Test)).Dag.Edges);

    internal static void AssertAcyclic(DiscoveredDag dag)
    {
        var left = dag.Nodes.ToHashSet(StringComparer.Ordinal);
        while (left.Count > 0)
        {
            var free = left.Where(node => !dag.Edges.Any(edge => edge[1] == node && left.Contains(edge[0]))).ToList();
            Assert.NotEmpty(free);
            left.ExceptWith(free);
        }
    }

    private static Dataset Read(string id) =>
        CsvRows
            .Read(File.ReadAllBytes(GoldenCases.PathOf("discovery", "degenerate", id + ".csv")), JsonPointer.Root.Member("data_csv"))
            .ToDataset(null, new DataLimits()).Data;

    private static DiscoveryQuestion Question(DiscoveryAlgorithm algorithm) =>
        new() { Algorithm = algorithm };
}
