using Isl.Tests.Support;

namespace Isl.Tests.Docs;

/// <summary>The reader of documents finds every example; one that it overlooked would not be checked.</summary>
public sealed class MarkdownTests
{
    private const string Text = """
        # A title

        ```sh
        curl -s localhost:8000/a \
          -d 1
        ```

        ```json
        {"a":
         1}
        ```

        A sentence with a [link](docs/a.md#part), and one [elsewhere](https://example.org).

        ```sh
        curl localhost:8000/b
        ```

        ![A picture](images/b.svg)

        ```sh
        curl localhost:8000/c
        ```

        Nothing is printed for it.

        ```sh
        dotnet test
        ```
        """;

    [Fact]
    public void Examples_OfADocument_AreItsQuestionsWithTheirAnswers()
    {
        var examples = Markdown.Of(Text).Examples();

        Assert.Equal(
            ["curl -s localhost:8000/a \\\n  -d 1", "curl localhost:8000/b", "curl localhost:8000/c"],
            examples.Select(example => example.Command.Text));
        Assert.Equal(["{\"a\":\n 1}", null, null], examples.Select(example => example.Answer?.Text));
        Assert.Equal([null, "images/b.svg", null], examples.Select(example => example.Picture));
    }

    [Fact]
    public void Links_OfADocument_AreThoseIntoTheRepository() => Assert.Equal(["docs/a.md#part", "images/b.svg"], Markdown.Of(Text).Links());

    [Fact]
    public async Task Run_OfACommandThatFailsBeforeAPipe_Fails()
    {
        Shell.Need("bash");

        await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() => Shell.Run("false | cat", TestContext.Current.CancellationToken));
        Assert.Equal("1\n", await Shell.Run("echo 1 | cat", TestContext.Current.CancellationToken));
    }
}
