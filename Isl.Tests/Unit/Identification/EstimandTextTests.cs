using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Tests.Unit.Identification;

public sealed class EstimandTextTests
{
    [Fact]
    public void Format_NameBoundInsideAndFreeOutside_GetsAPrime() =>
        Assert.Equal("P(X) Σ_{X'} P(Y | X')", EstimandText.Format(Product(P("X"), Sum("X", P("Y", "X")))));

    [Fact]
    public void Format_NameBoundTwice_GetsTwoPrimes() =>
        Assert.Equal(
            "P(X) Σ_{X'} P(Y | X') Σ_{X''} P(Z | X'')",
            EstimandText.Format(Product(P("X"), Sum("X", Product(P("Y", "X"), Sum("X", P("Z", "X")))))));

    [Fact]
    public void Format_NameBoundAndNowhereFree_GetsAPrimeOnlyIfReserved()
    {
        var sum = Sum("X", Product(P("Y", "X"), P("X")));

        Assert.Equal("Σ_{X} P(Y | X) P(X)", EstimandText.Format(sum));
        Assert.Equal("Σ_{X'} P(Y | X') P(X')", EstimandText.Format(sum, ["X"]));
    }

    [Fact]
    public void Format_SumsSideBySide_DoNotReachIntoEachOther() =>
        Assert.Equal("(Σ_{A} P(Y | A)) Σ_{A} P(Z | A)", EstimandText.Format(Product(Sum("A", P("Y", "A")), Sum("A", P("Z", "A")))));

    [Fact]
    public void Format_Quotients_AreBracketedWhereTheyWouldMisread()
    {
        var quotient = new Estimand { Quotient = new QuotientTerm(P("A"), P("B")) };

        Assert.Equal("P(A) / P(B)", EstimandText.Format(quotient));
        Assert.Equal("P(C) P(A) / P(B)", EstimandText.Format(Product(P("C"), quotient)));
        Assert.Equal("(P(A) / P(B)) P(C)", EstimandText.Format(Product(quotient, P("C"))));
        Assert.Equal("P(A) / (P(A) / P(B))", EstimandText.Format(new Estimand { Quotient = new QuotientTerm(P("A"), quotient) }));
        Assert.Equal(
            "(P(A) P(B)) / (Σ_{C} P(C))",
            EstimandText.Format(new Estimand { Quotient = new QuotientTerm(Product(P("A"), P("B")), Sum("C", P("C"))) }));
    }

    private static Estimand P(string of, params string[] given) => new() { P = new ProbabilityTerm([of], [.. given]) };

    private static Estimand Sum(string over, Estimand of) => new() { Sum = new SumTerm([over], of) };

    private static Estimand Product(params Estimand[] factors) => new() { Product = [.. factors] };
}
