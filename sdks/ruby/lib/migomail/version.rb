# frozen_string_literal: true

module Migomail
  VERSION = '0.2.0'
end
