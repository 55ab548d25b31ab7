# frozen_string_literal: true

module Migomail
  # A page of a list. Walking over it goes on to the pages after it, each asked for when it is needed.
  class Page
    include Enumerable

    # What this page holds, and where the list goes on; nil where it does not.
    attr_reader :data, :next_cursor

    # @private
    def initialize(answer, &following)
      @data = answer[:data] || []
      @next_cursor = answer[:next_cursor]
      @has_more = answer[:has_more] == true && !@next_cursor.nil?
      @following = following
    end

    # Whether there is a page after it now.
    def more?
      @has_more
    end

    # Asks for the page after it.
    # @raise [IndexError] where the API gave no cursor
    def next_page
      raise IndexError, 'the last page' if @next_cursor.nil?

      @following.call(@next_cursor)
    end

    # All from the first of this page to the end of the list.
    def each(&block)
      return enum_for(:each) unless block

      page = self
      loop do
        page.data.each(&block)
        break unless page.more?

        page = page.next_page
      end
      self
    end
  end
end
