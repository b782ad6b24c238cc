using Isl.Grains.Hosting;
using StackExchange.Redis;

namespace Isl.Tests.Unit.Hosting;

public sealed class MembershipCopyTests
{
    private const string Me = "S127.0.0.1:1:1";
    private const string Other = "S127.0.0.1:2:1";

    [Fact]
    public void Read_TableGrows_NothingToRepair()
    {
        var copy = new MembershipCopy(Me);

        Assert.Null(copy.Read(Table(0)));
        Assert.Null(copy.Read(Table(1, Me)));
        Assert.Null(copy.Read(Table(2, Me, Other)));
        Assert.Null(copy.Read(Table(2, Me, Other)));
        Assert.True(copy.HoldsMe);
    }

    [Fact]
    public void Read_TableIsGone_AllRowsComeBackUnderANewerVersion()
    {
        var copy = new MembershipCopy(Me);
        copy.Read(Table(6, Me, Other));

        var repair = copy.Read([]);

        Assert.NotNull(repair);
        Assert.True(repair.Found.IsNull);
        Assert.Equal(7, repair.Version);
        Assert.Equal([Me, Other], repair.Rows.Select(row => row.Name.ToString()).Order(StringComparer.Ordinal));
        Assert.All(repair.Rows, row => Assert.Equal($"row of {row.Name}", row.Value));
    }

    [Fact]
    public void Read_NewcomerFoundedAnotherTable_ItsRowStaysBesideOurs()
    {
        var copy = new MembershipCopy(Me);
        copy.Read(Table(6, Me, Other));

        var repair = copy.Read(Table(2, "S127.0.0.1:3:9"));

        Assert.NotNull(repair);
        Assert.Equal("2", repair.Found);
        Assert.Equal(7, repair.Version);
        Assert.Equal([Me, Other], repair.Rows.Select(row => row.Name.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_OlderTableWithMe_IsBroughtToANewerVersion()
    {
        var copy = new MembershipCopy(Me);
        copy.Read(Table(6, Me, Other));

        var repair = copy.Read(Table(4, Me));

        Assert.NotNull(repair);
        Assert.Equal([Other], repair.Rows.Select(row => row.Name.ToString()));
    }

    [Fact]
    public void Read_LaterTableWithoutMe_IsNotUndone()
    {
        var copy = new MembershipCopy(Me);
        copy.Read(Table(6, Me, Other));

        Assert.Null(copy.Read(Table(7, Other)));
    }

    private static HashEntry[] Table(int version, params string[] silos) =>
        [new("Version", version), .. silos.Select(silo => new HashEntry(silo, $"row of {silo}"))];
}
