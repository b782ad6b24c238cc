using Isl.Grains.Data;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

public sealed class SearchTableTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void All_EveryAlgorithm_HasOneRowAndOneLineOfOptions()
    {
        var algorithms = Enum.GetValues<DiscoveryAlgorithm>();

        Assert.Equal(algorithms.Order(), SearchTable.All.Select(row => row.Algorithm).Order());
        Assert.Equal(algorithms.Order(), AlgorithmOptions.All.Select(options => options.Algorithm).Order());
        Assert.Equal(AlgorithmOptions.All.Select(options => options.Algorithm), SearchTable.All.Select(row => row.Algorithm));
    }

    [Fact]
    public void All_Names_AreDistinct()
    {
        Assert.Distinct(SearchTable.All.Select(row => row.Name));
        Assert.Distinct(SearchTable.All.Select(row => row.Title));
    }

    [Fact]
    public void All_Circuits_AreKnown() =>
        Assert.All(SearchTable.All, row => Assert.True(row.Circuit is null || CircuitNames.All.Contains(row.Circuit), row.Name));

    [Fact]
    public void All_AlgorithmsThatCallersChoose_HaveCircuitsOfTheirOwn()
    {
        var guarded = SearchTable.All.Where(row => row.Algorithm is not (DiscoveryAlgorithm.Auto or DiscoveryAlgorithm.Correlation)).ToList();

        Assert.Equal(guarded.Select(row => $"{row.Name}_discovery"), guarded.Select(row => row.Circuit));
        Assert.Null(SearchTable.Of(DiscoveryAlgorithm.Correlation).Circuit);
        Assert.Equal(CircuitNames.GesDiscovery, SearchTable.Of(DiscoveryAlgorithm.Auto).Circuit);
    }

    [Theory]
    [InlineData("notears", 0.3, 0.1)]
    [InlineData("dagma", 0.3, 0.02)]
    [InlineData("correlation", 0.3, 0.1)]
    [InlineData("lingam", null, 0.1)]
    [InlineData("boss", null, null)]
    [InlineData("auto", null, null)]
    public void Of_Defaults_AreThoseOfTheContract(string name, double? threshold, double? lambda)
    {
        var options = SearchTable.All.Single(row => row.Name == name).Options;

        Assert.Equal((threshold, lambda), (options.Threshold, options.Lambda1));
    }

    [Fact]
    public void NeedsCells_ByTest_FollowsTheTest()
    {
        var pc = SearchTable.Of(DiscoveryAlgorithm.Pc);

        Assert.Equal((false, true, true), (pc.NeedsCells(CiTest.FisherZ), pc.NeedsCells(CiTest.GSquare), pc.NeedsCells(CiTest.ChiSquare)));
        Assert.True(SearchTable.Of(DiscoveryAlgorithm.Lingam).NeedsCells(null));
        Assert.False(SearchTable.Of(DiscoveryAlgorithm.Ges).NeedsCells(null));
    }

    [Fact]
    public void Of_UnknownAlgorithm_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchTable.Of((DiscoveryAlgorithm)99));

    /// <summary>What a row says of its search is what the search does.</summary>
    [Fact]
    public void Run_EveryRow_KeepsItsWord()
    {
        var data = TestData.Chain(300, 4, 3, gaussian: false);
        var moments = DatasetMoments.Of(data, Test);
        foreach (var row in SearchTable.All)
        {
            var cells = row.NeedsCells(CiTest.FisherZ) ? data : null;

            var estimate = row.Run(
                new SearchInput(data.Variables, moments, cells),
                new DiscoveryQuestion { Algorithm = row.Algorithm, CiTest = CiTest.FisherZ },
                new EdgeConstraints(4, [(3, 0)], []),
                null,
                WorkBudget.Until(Test));

            Assert.True(estimate.Edges[3, 0], row.Name);
            if (row.Algorithm != DiscoveryAlgorithm.Auto)
            {
                Assert.Equal(row.Algorithm, estimate.Algorithm);
                Assert.Equal((row.FindsClass, row.IsContinuous), (estimate.Class is not null, estimate.Objective is not null));
                Assert.Null(estimate.Choice);
            }
            else
            {
                Assert.NotNull(estimate.Choice);
            }
        }
    }
}
