using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Tests.Unit.Models;

/// <summary>Mistakes in a model's names are reported where they stand in the request.</summary>
public sealed class StructuralModelBuilderTests
{
    private static readonly DistributionSpec Normal = DistributionParser.Parse("normal(0, 1)", "/model/distributions/N");

    [Fact]
    public void Build_NamesWithSlashesAndTildes_AreEscapedInEveryPlace()
    {
        var builder = new StructuralModelBuilder();
        builder.AddVariable("Y", "/model/variables/0");
        builder.AddEquation("a/b", "1", noise: null, isText: true);
        builder.AddEquation("c~d", "1", noise: null, isText: true);
        builder.AddDistribution("c~d", Normal);
        builder.AddValue("e~/f", 1);

        var errors = Assert.Throws<InputException>(builder.Build).Errors;

        Assert.Equal(
            ["/model/equations/a~1b", "/model/equations/c~0d", "/model/distributions/c~0d", "/model/values/e~0~1f"],
            errors.Select(error => error.Path));
    }

    [Fact]
    public void AddEquation_TooLong_PointsAtTheFormulaByItsEscapedName()
    {
        var builder = new StructuralModelBuilder();
        builder.AddVariable("a/b", "/model/variables/0");
        builder.AddEquation("a/b", new string('1', StructuralModelBuilder.MaxTotalLength), noise: null, isText: false);

        Assert.Contains(
            Assert.Throws<InputException>(builder.Build).Errors,
            error => error.Path == "/model/equations/a~1b/formula");
    }
}
