using Isl.Grains.Words.Derivations;

namespace Isl.Tests.Unit.Words.Derivations;

public sealed class DerivationStepsTests
{
    [Fact]
    public void ConditionExchanged_WithAndWithoutTreatments()
    {
        Assert.Equal(
            "Without the arrows out of Z, Z is separated from Y. Observing Z is therefore the same as setting it (IDC line 1). "
                + "The query becomes P(Y | do(Z)).",
            new ConditionExchanged("Z", [], ["Y"], [], "P(Y | do(Z))").Text);
        Assert.StartsWith(
            "Without the arrows out of Z and the arrows into A and B, Z is separated from Y given A, B and W.",
            new ConditionExchanged("Z", ["A", "B"], ["Y"], ["A", "B", "W"], "P").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void LeftOut_OneManyAndCut()
    {
        Assert.Equal("Only ancestors of Y matter, so A is left out.", new NonAncestorsLeftOut(["Y"], ["A"]).Text);
        Assert.Equal("Only ancestors of Y matter, so A and B are left out.", new NonAncestorsLeftOut(["Y"], ["A", "B"]).Text);
        Assert.EndsWith("V12 and 3 more are left out.", new NonAncestorsLeftOut(["Y"], Names(15)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Districts_AreListedAsSets_AndCut()
    {
        Assert.Equal(
            "Without X, the graph splits into 2 districts. Each is computed separately: {A, B} and {Y}.",
            new SplitIntoDistricts(["X"], [["A", "B"], ["Y"]]).Text);
        Assert.EndsWith(
            "{V1} and 2 more.",
            new SplitIntoDistricts(["X"], [.. Enumerable.Repeat<string[]>(["V1"], 14)]).Text,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "V12 and 1 more}, which is factorised first (Tian factorisation).",
            new WithinDistrict(["Y"], Names(13)).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void DistrictsJoined_SummedOverNothingOneAndMany()
    {
        Assert.Equal("The result is the product of the districts.", new DistrictsJoined(2, []).Text);
        Assert.StartsWith(
            "The result is the distribution of the district, summed over A.",
            new DistrictsJoined(1, ["A"]).Text,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The result is the product of the districts, summed over A and B.",
            new DistrictsJoined(2, ["A", "B"]).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Verbs_AgreeWithOneAndMany()
    {
        Assert.StartsWith("The latent variable is replaced", new LatentsProjected(1).Text, StringComparison.Ordinal);
        Assert.StartsWith("The 2 latent variables are replaced", new LatentsProjected(2).Text, StringComparison.Ordinal);
        Assert.Equal("With X set, W does not affect Y, so it may be set as well (do-calculus rule 3).", new IndifferentSet(["X"], ["W"], ["Y"]).Text);
        Assert.EndsWith(
            "do not affect Y, so they may be set as well (do-calculus rule 3).",
            new IndifferentSet(["X"], ["V", "W"], ["Y"]).Text,
            StringComparison.Ordinal);
        Assert.Equal("The result does not depend on the value of W, so it is averaged over its distribution.", new AveragedOver(["W"]).Text);
    }

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(i => $"V{i}")];
}
